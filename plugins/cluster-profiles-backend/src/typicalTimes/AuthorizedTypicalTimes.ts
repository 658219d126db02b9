import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  changeReadPermission,
  type ChangeKind,
  type TypicalTimes,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { changePermissionResourceRef } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import type { PermissionGate } from '../permissions/PermissionGate';
import type { AuthorizedProfiles } from '../profiles/AuthorizedProfiles';
import {
  listDoneSteps,
  listSuccesses,
  listSuccessesByProfile,
} from './listSuccesses';
import { typicalTime, typicalTimesBy } from './typicalTime';

/**
 * How long changes take. Only numbers leave, so whoever may see any change may read those of all; profiles, and steps, which
 * are named after layers, are told as far as the caller may see the profiles.
 */
export class AuthorizedTypicalTimes {
  readonly #knex: Knex;
  readonly #gate: PermissionGate;
  readonly #profiles: AuthorizedProfiles;

  constructor(options: {
    knex: Knex;
    gate: PermissionGate;
    profiles: AuthorizedProfiles;
  }) {
    this.#knex = options.knex;
    this.#gate = options.gate;
    this.#profiles = options.profiles;
  }

  async get(
    kind: ChangeKind,
    options: { credentials: BackstageCredentials },
  ): Promise<TypicalTimes> {
    const { never } = await this.#gate.decide({
      permission: changeReadPermission,
      resourceRef: changePermissionResourceRef,
      credentials: options.credentials,
      grant: 'read',
    });
    if (never) {
      return { kind, profiles: {}, steps: {} };
    }
    const names = await this.#profiles.names(options);
    const [all, byProfile, bySteps] = await Promise.all([
      listSuccesses(this.#knex, kind),
      listSuccessesByProfile(this.#knex, kind, names),
      listDoneSteps(this.#knex, kind, names),
    ]);
    return {
      kind,
      all: typicalTime(all),
      profiles: typicalTimesBy(byProfile),
      steps: typicalTimesBy(bySteps),
    };
  }
}
