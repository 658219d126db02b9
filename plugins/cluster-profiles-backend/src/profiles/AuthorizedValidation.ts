import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  profileProposePermission,
  profileReadPermission,
  type Finding,
  type PublishRequest,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { profilePermissionResourceRef } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { PermissionGate } from '../permissions/PermissionGate';
import type { Publications } from './types';

/** Looks through bundles that nobody proposed, for whoever may see or propose any profile. */
export class AuthorizedValidation {
  readonly #gate: PermissionGate;
  readonly #publications: Pick<Publications, 'validate'>;

  constructor(options: {
    gate: PermissionGate;
    publications: Pick<Publications, 'validate'>;
  }) {
    this.#gate = options.gate;
    this.#publications = options.publications;
  }

  async validate(
    bundle: NonNullable<PublishRequest['bundle']>,
    {
      draft,
      credentials,
    }: { draft?: boolean; credentials: BackstageCredentials },
  ): Promise<Finding[]> {
    const about = { resourceRef: profilePermissionResourceRef, credentials };
    const decisions = await Promise.all([
      this.#gate.decide({
        ...about,
        permission: profileReadPermission,
        grant: 'read',
      }),
      this.#gate.decide({
        ...about,
        permission: profileProposePermission,
        grant: 'propose:publish',
      }),
    ]);
    if (decisions.every(({ never }) => never)) {
      throw new NotAllowedError(
        `This needs the permission ${profileReadPermission.name} or ${profileProposePermission.name}`,
      );
    }
    return this.#publications.validate(bundle, { draft });
  }
}
