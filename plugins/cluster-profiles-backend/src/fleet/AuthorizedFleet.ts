import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { FleetSummary } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Clock } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import type { AuthorizedClusters } from '../clusters/AuthorizedClusters';
import { findOutdated } from '../clusters/operations/findOutdated';
import { listFleetGroups } from './listFleetGroups';
import { summarizeFleet } from './summarizeFleet';

/** The fleet at a glance, as far as the caller may see its clusters. */
export class AuthorizedFleet {
  readonly #knex: Knex;
  readonly #clock: Clock;
  readonly #clusters: AuthorizedClusters;
  readonly #endOfLife: Record<string, string>;

  constructor(options: {
    knex: Knex;
    clock: Clock;
    clusters: AuthorizedClusters;
    /** Of Kubernetes minor versions. */
    endOfLife: Record<string, string>;
  }) {
    this.#knex = options.knex;
    this.#clock = options.clock;
    this.#clusters = options.clusters;
    this.#endOfLife = options.endOfLife;
  }

  async get(options: {
    credentials: BackstageCredentials;
  }): Promise<FleetSummary> {
    const decision = await this.#clusters.decide(options);
    const groups = decision.never
      ? []
      : await listFleetGroups(this.#knex, {
          visible: clusters => decision.narrow(clusters),
        });
    return summarizeFleet(groups, {
      outdated: groups.length > 0 ? await findOutdated(this.#knex) : [],
      endOfLife: this.#endOfLife,
      today: this.#clock.now().toISOString().slice(0, 10),
    });
  }
}
