import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  clusterReadPermission,
  clusterReadValuesPermission,
  profileReadValuesPermission,
  type EvidenceLine,
  type Page,
  type RecordCheckpoint,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Clock } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import { toClusterResource } from '../changes/toClusterResource';
import type { AuthorizedClusters } from '../clusters/AuthorizedClusters';
import type { ActivityCheckpointRow, ClusterRow } from '../database/tables';
import type { AuthorizedProfiles } from '../profiles/AuthorizedProfiles';
import type { ValueSight } from '../values/ValueSight';
import type { Checkpointer } from './Checkpointer';
import { collectEvidence, versionsOf } from './collectEvidence';
import { loadCheckpoints } from './loadCheckpoints';
import type { RecordKeys } from './RecordKeys';

type Options = { credentials: BackstageCredentials };

/** Proof of what was approved and written, for those who may read the cluster and all the profiles that it has had. */
export class AuthorizedEvidence {
  readonly #knex: Knex;
  readonly #clock: Clock;
  readonly #keys: RecordKeys;
  readonly #checkpointer: Checkpointer;
  readonly #clusters: AuthorizedClusters;
  readonly #profiles: AuthorizedProfiles;
  readonly #sight: ValueSight;

  constructor(options: {
    knex: Knex;
    clock: Clock;
    keys: RecordKeys;
    checkpointer: Checkpointer;
    clusters: AuthorizedClusters;
    profiles: AuthorizedProfiles;
    sight: ValueSight;
  }) {
    this.#sight = options.sight;
    this.#knex = options.knex;
    this.#clock = options.clock;
    this.#keys = options.keys;
    this.#checkpointer = options.checkpointer;
    this.#clusters = options.clusters;
    this.#profiles = options.profiles;
  }

  /** By name, or by UID of a cluster that is gone. What is refused is refused before the first line. */
  async export(
    name: string,
    options: Options,
  ): Promise<AsyncIterable<EvidenceLine>> {
    const cluster = await this.#find(name, options);
    const versions = await versionsOf(this.#knex, cluster.uid);
    const readable = new Set(await this.#profiles.names(options));
    if (versions.some(version => !readable.has(version.name))) {
      throw new NotAllowedError(
        `Cluster '${name}' has had a profile that you may not read; ask somebody who may for the evidence`,
      );
    }
    await this.#requireValues(cluster, versions, options);
    await this.#checkpointer.cover();
    return this.#lines(cluster, versions);
  }

  /** Checkpoints name chains by a hash that only those know who may read the chain. */
  async listCheckpoints(
    query: { offset: number; limit: number },
    options: Options,
  ): Promise<Page<RecordCheckpoint>> {
    const { never } = await this.#clusters.decide(options);
    if (never) {
      throw new NotAllowedError(
        `Checkpoints are for those who may read clusters: ${clusterReadPermission.name}`,
      );
    }
    const items = await loadCheckpoints(this.#knex, query);
    const [{ count }] = await this.#knex<ActivityCheckpointRow>(
      'activity_checkpoints',
    ).count({ count: '*' });
    return { items, totalCount: Number(count) };
  }

  async *#lines(
    { uid, name }: ClusterRow,
    versions: Array<{ name: string; version: string }>,
  ): AsyncGenerator<EvidenceLine> {
    yield {
      evidence: {
        format: 1,
        cluster: { uid, name },
        at: this.#clock.now().toISOString(),
        keyIds: this.#keys.publicKeys().map(({ id }) => id),
      },
    };
    yield* collectEvidence(this.#knex, { clusterUid: uid, versions });
  }

  /** It proves the values that were approved, so that it cannot leave them out. */
  async #requireValues(
    cluster: ClusterRow,
    versions: Array<{ name: string; version: string }>,
    options: Options,
  ): Promise<void> {
    const decision = await this.#sight.ofClusters(options.credentials);
    if (
      !decision.allows(toClusterResource(cluster)) ||
      !(await this.#profiles.mayReadValues(versions, options))
    ) {
      throw new NotAllowedError(
        `The evidence of '${cluster.name}' holds the values of the cluster and its profiles: this needs ${clusterReadValuesPermission.name} and ${profileReadValuesPermission.name}`,
      );
    }
  }

  async #find(name: string, options: Options): Promise<ClusterRow> {
    const decision = await this.#clusters.decide(options);
    const cluster = await this.#knex<ClusterRow>('clusters')
      .where({ live_name: name })
      .orWhere({ uid: name })
      .first();
    if (!cluster || !decision.allows(toClusterResource(cluster))) {
      throw new NotFoundError(`There is no cluster '${name}'`);
    }
    return cluster;
  }
}
