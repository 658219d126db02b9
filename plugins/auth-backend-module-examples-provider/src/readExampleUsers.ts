import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/** Entity reference of a user in full, whatever was left out. */
export function userRef(ref: string): string {
  try {
    return stringifyEntityRef(
      parseEntityRef(ref, { defaultKind: 'User', defaultNamespace: 'default' }),
    );
  } catch (error) {
    throw new InputError(
      `user: ${JSON.stringify(ref.slice(0, 100))} is no entity reference; write it as user:default/alice`,
      error,
    );
  }
}

/** Titles of those that one may sign in as, by entity reference. */
export function readExampleUsers(
  config: Config,
): Map<string, string | undefined> {
  return new Map(
    (config.getOptionalConfigArray('users') ?? []).map(user => [
      userRef(user.getString('ref')),
      user.getOptionalString('title'),
    ]),
  );
}
