import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { ProviderStatus } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Clock } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import type { AuthorizedClusters } from '../clusters/AuthorizedClusters';
import { listProviderGroups } from './listProviderGroups';
import { summarizeProviders } from './summarizeProviders';

const LOOKS = 3;
const AT_LEAST_SECONDS = 300;

/** How fresh is what providers tell, as far as the caller may see their clusters. Asks no provider. */
export class AuthorizedProviders {
  readonly #knex: Knex;
  readonly #clock: Clock;
  readonly #clusters: AuthorizedClusters;
  readonly #names: string[];
  readonly #overdueSeconds: number;

  constructor(options: {
    knex: Knex;
    clock: Clock;
    clusters: AuthorizedClusters;
    /** Those that serve a target. */
    names: string[];
    /** Seconds between looks at a cluster at rest. */
    restingSeconds: number;
  }) {
    this.#knex = options.knex;
    this.#clock = options.clock;
    this.#clusters = options.clusters;
    this.#names = options.names;
    this.#overdueSeconds = Math.max(
      AT_LEAST_SECONDS,
      LOOKS * options.restingSeconds,
    );
  }

  async list(options: {
    credentials: BackstageCredentials;
  }): Promise<ProviderStatus[]> {
    const decision = await this.#clusters.decide(options);
    if (decision.never) {
      return [];
    }
    const groups = await listProviderGroups(this.#knex, {
      overdueBefore: new Date(
        this.#clock.now().getTime() - this.#overdueSeconds * 1000,
      ).toISOString(),
      visible: clusters => decision.narrow(clusters),
    });
    return summarizeProviders(groups, this.#names);
  }
}
