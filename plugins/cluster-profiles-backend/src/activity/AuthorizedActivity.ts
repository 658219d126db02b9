import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  Activity,
  ActivityPage,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import type { AuthorizedClusters } from '../clusters/AuthorizedClusters';
import {
  CLUSTER_COLUMNS,
  toClusterResource,
} from '../changes/toClusterResource';
import type { ClusterRow } from '../database/tables';
import type { AuthorizedProfiles } from '../profiles/AuthorizedProfiles';
import { hideRecorded } from '../values/hideRecorded';
import type { ValueSight } from '../values/ValueSight';
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
  readonly #sight: ValueSight;

  constructor(options: {
    knex: Knex;
    clusters: AuthorizedClusters;
    profiles: AuthorizedProfiles;
    sight: ValueSight;
  }) {
    this.#sight = options.sight;
    this.#knex = options.knex;
    this.#clusters = options.clusters;
    this.#profiles = options.profiles;
  }

  async list(
    query: Omit<Parameters<typeof listActivity>[1], 'visible'>,
    options: Options,
  ): Promise<ActivityPage> {
    const page = await listActivity(this.#knex, {
      ...query,
      visible: await this.#visible(options),
    });
    const present = await this.#presenter(options);
    return { ...page, items: await Promise.all(page.items.map(present)) };
  }

  /** All that a filter finds, read in pieces. What is refused is refused before the first. */
  async all(
    filter: Omit<ActivityFilter, 'visible'> & { cursor?: number },
    options: Options,
  ): Promise<AsyncIterable<Activity>> {
    const found = eachActivity(this.#knex, {
      ...filter,
      visible: await this.#visible(options),
    });
    return each(found, await this.#presenter(options));
  }

  /** Entries of drift hold plain numbers and flags: not for those who may not read the values of the cluster. */
  async #presenter({
    credentials,
  }: Options): Promise<(entry: Activity) => Promise<Activity>> {
    const decision = await this.#sight.ofClusters(credentials);
    const known = new Map<string, Promise<boolean>>();
    const mayRead = async (uid: string) => {
      const row = await this.#knex<ClusterRow>('clusters')
        .where({ uid })
        .first(CLUSTER_COLUMNS);
      return row !== undefined && decision.allows(toClusterResource(row));
    };
    return async entry => {
      const { uid } = entry.subject;
      if (!entry.difference || !entry.type.startsWith('drift-') || !uid) {
        return entry;
      }
      const allowed = known.get(uid) ?? mayRead(uid);
      known.set(uid, allowed);
      return (await allowed)
        ? entry
        : { ...entry, difference: hideRecorded(entry.difference) };
    };
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

async function* each<T>(
  items: AsyncIterable<T>,
  present: (item: T) => Promise<T>,
): AsyncGenerator<T> {
  for await (const item of items) {
    yield present(item);
  }
}
