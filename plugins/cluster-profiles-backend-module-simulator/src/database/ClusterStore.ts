import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import type { SimulatedCluster } from '../simulation/types';
import {
  recordOperation,
  type Operation,
  type OperationRequest,
} from './recordOperation';
import type { ClusterRow, OperationRow } from './tables';

const ATTEMPTS = 10;

/** A simulated cluster with the marks of its last write; without state once it is gone. */
export interface StoredCluster {
  uid: string;
  name: string;
  instanceId: string;
  revision: number;
  state?: SimulatedCluster;
}

export interface VersionedCluster extends StoredCluster {
  /** 0 before it is stored. */
  version: number;
}

/** What a write comes to. */
export interface Decision {
  /** Absent: nothing is stored. */
  next?: StoredCluster;
  /** The write itself changed something, time apart. */
  effective: boolean;
}

/** Rolls a transaction back whose premise no longer holds. */
class OutrunError extends Error {}

/** Clusters and operations, under optimistic locking: several backends may simulate the same cluster. */
export class ClusterStore {
  readonly #knex: Knex;

  constructor(options: { knex: Knex }) {
    this.#knex = options.knex;
  }

  async get(uid: string): Promise<VersionedCluster | undefined> {
    return read(this.#knex, uid);
  }

  /** False when somebody else has saved in the meantime. */
  async save(
    cluster: StoredCluster,
    version: number,
    now: Date,
  ): Promise<boolean> {
    return write(this.#knex, cluster, version, now);
  }

  /** Decides on what is stored, and stores the outcome and the operation together. */
  async change(
    request: OperationRequest,
    now: Date,
    decide: (stored: VersionedCluster | undefined) => Decision,
  ): Promise<void> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const done = await this.#knex
        .transaction(async tx => {
          const stored = await read(tx, request.clusterUid);
          const { next, effective } = decide(stored);
          await recordOperation(tx, { ...request, effective, now });
          if (next && !(await write(tx, next, stored?.version ?? 0, now))) {
            throw new OutrunError();
          }
          return true;
        })
        .catch(error => {
          if (error instanceof OutrunError || isDatabaseConflictError(error)) {
            return false;
          }
          throw error;
        });
      if (done) {
        return;
      }
    }
    throw new ConflictError(
      `Simulated cluster ${request.clusterUid} is being changed by others; try again`,
    );
  }

  /** Operations in the order in which they first came. */
  async listOperations(clusterUid: string): Promise<Operation[]> {
    const rows = await this.#knex<OperationRow>('simulator_operations')
      .where({ cluster_uid: clusterUid })
      .orderBy('id');
    return rows.map(row => ({
      operation: row.operation as Operation['operation'],
      subject: row.subject,
      idempotencyKey: row.idempotency_key,
      revision: row.revision,
      requested: row.requested,
      effective: row.effective,
      firstAt: row.first_at,
      lastAt: row.last_at,
    }));
  }
}

async function read(
  knex: Knex,
  uid: string,
): Promise<VersionedCluster | undefined> {
  const row = await knex<ClusterRow>('simulator_clusters')
    .where({ uid })
    .first();
  return (
    row && {
      uid: row.uid,
      name: row.name,
      instanceId: row.instance_id,
      revision: row.revision,
      version: row.version,
      ...(row.state && { state: JSON.parse(row.state) }),
    }
  );
}

async function write(
  knex: Knex,
  cluster: StoredCluster,
  version: number,
  now: Date,
): Promise<boolean> {
  const row: ClusterRow = {
    uid: cluster.uid,
    name: cluster.name,
    instance_id: cluster.instanceId,
    revision: cluster.revision,
    state: cluster.state ? JSON.stringify(cluster.state) : null,
    version: version + 1,
    updated_at: now.toISOString(),
  };
  if (version === 0) {
    await knex<ClusterRow>('simulator_clusters').insert(row);
    return true;
  }
  const updated = await knex<ClusterRow>('simulator_clusters')
    .where({ uid: cluster.uid, version })
    .update(row);
  return updated === 1;
}
