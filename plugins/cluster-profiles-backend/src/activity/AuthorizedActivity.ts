import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  Activity,
  ActivityPage,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import type { AuthorizedClusters } from '../clusters/AuthorizedClusters';
import type { AuthorizedProfiles } from '../profiles/AuthorizedProfiles';
import {
  eachActivity,
  listActivity,
  type ActivityFilter,
} from './listActivity';

type Options = { credentials: BackstageCredentials };

/** The record, narrowed to subjects that the caller may see. */
export class AuthorizedActivity {
  readonly #knex: Knex;
  readonly #clusters: AuthorizedClusters;
  readonly #profiles: AuthorizedProfiles;

  constructor(options: {
    knex: Knex;
    clusters: AuthorizedClusters;
    profiles: AuthorizedProfiles;
  }) {
    this.#knex = options.knex;
    this.#clusters = options.clusters;
    this.#profiles = options.profiles;
  }

  async list(
    query: Omit<Parameters<typeof listActivity>[1], 'visible'>,
    options: Options,
  ): Promise<ActivityPage> {
    return listActivity(this.#knex, {
      ...query,
      visible: await this.#visible(options),
    });
  }

  /** All that a filter finds, read in pieces. What is refused is refused before the first. */
  async all(
    filter: Omit<ActivityFilter, 'visible'> & { cursor?: number },
    options: Options,
  ): Promise<AsyncIterable<Activity>> {
    return eachActivity(this.#knex, {
      ...filter,
      visible: await this.#visible(options),
    });
  }

  async #visible(
    options: Options,
  ): Promise<NonNullable<ActivityFilter['visible']>> {
    const decision = await this.#clusters.decide(options);
    const profiles = await this.#profiles.names(options);
    // Who may see nothing at all is not told of the installation either.
    const nothing = decision.never && profiles.length === 0;
    return builder =>
      builder
        .where(inner =>
          inner
            .where('subject_kind', 'profile')
            .whereIn('subject_name', profiles),
        )
        .orWhere(inner =>
          inner.where('subject_kind', 'cluster').whereIn(
            'subject_uid',
            this.#knex('clusters')
              .where(clusters => decision.narrow(clusters))
              .select('uid'),
          ),
        )
        .orWhere(inner =>
          nothing
            ? inner.whereRaw('1 = 0')
            : inner.where('subject_kind', 'system'),
        );
  }
}
