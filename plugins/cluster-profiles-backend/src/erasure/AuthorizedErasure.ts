import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError } from '@backstage/errors';
import {
  administerPermission,
  type Erasure,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Clock } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import type { PermissionGate } from '../permissions/PermissionGate';
import { requireOwnSignIn, type Actor } from '../permissions/resolveActor';
import { eraseWords } from './eraseWords';

interface Options {
  knex: Knex;
  clock: Clock;
  gate: PermissionGate;
  permissionsEnabled: boolean;
  actor(credentials: BackstageCredentials): Promise<Actor>;
}

/** Who administers may erase what a person said, by his own sign-in; without permissions nobody may. */
export class AuthorizedErasure {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  async erase(
    request: { person: string; reason: string },
    { credentials }: { credentials: BackstageCredentials },
  ): Promise<Erasure> {
    const { gate, permissionsEnabled } = this.#options;
    await gate.require({
      permission: administerPermission,
      credentials,
      grant: 'erase',
    });
    if (!permissionsEnabled) {
      throw new NotAllowedError(
        'Erasing needs permissions: set permission.enabled and a policy',
      );
    }
    const actor = await this.#options.actor(credentials);
    requireOwnSignIn(actor, 'erase what somebody said');
    const person = request.person.toLocaleLowerCase('en-US');
    if (person === actor.ref) {
      throw new InputError(
        'person: nobody erases himself; ask another administrator',
      );
    }
    return eraseWords(this.#options, {
      person,
      reason: request.reason,
      actor: actor.ref,
    });
  }
}
