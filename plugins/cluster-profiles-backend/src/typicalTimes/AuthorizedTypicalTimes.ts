import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  ChangeKind,
  TypicalTimes,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import type { AuthorizedProfiles } from '../profiles/AuthorizedProfiles';
import {
  listDoneSteps,
  listSuccesses,
  listSuccessesByProfile,
} from './listSuccesses';
import { typicalTime, typicalTimesBy } from './typicalTime';

/**
 * How long changes take. Only numbers leave, so everybody may read them; profiles, and steps, which are named after layers,
 * are told as far as the caller may see the profiles.
 */
export class AuthorizedTypicalTimes {
  readonly #knex: Knex;
  readonly #profiles: AuthorizedProfiles;

  constructor(options: { knex: Knex; profiles: AuthorizedProfiles }) {
    this.#knex = options.knex;
    this.#profiles = options.profiles;
  }

  async get(
    kind: ChangeKind,
    options: { credentials: BackstageCredentials },
  ): Promise<TypicalTimes> {
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
