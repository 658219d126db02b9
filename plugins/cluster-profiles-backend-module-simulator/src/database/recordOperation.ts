import type { Knex } from 'knex';
import type { OperationRow } from './tables';

/** A write as it was requested. */
export interface OperationRequest {
  clusterUid: string;
  operation: 'apply' | 'delete' | 'apply-layer' | 'prune-layer';
  /** Name of the cluster or of the layer. */
  subject: string;
  idempotencyKey: string;
  revision: number;
}

/** A write with what came of it. */
export interface Operation extends Omit<OperationRequest, 'clusterUid'> {
  /** Times it was requested. */
  requested: number;
  /** Times it took effect; more than once only if a repetition found something to change. */
  effective: number;
  firstAt: string;
  lastAt: string;
}

/** Counts a write by its idempotency key. The first one always counts as effective. */
export async function recordOperation(
  tx: Knex,
  operation: OperationRequest & { effective: boolean; now: Date },
): Promise<void> {
  const at = operation.now.toISOString();
  const table = 'simulator_operations';
  await tx<OperationRow>(table)
    .insert({
      cluster_uid: operation.clusterUid,
      operation: operation.operation,
      subject: operation.subject,
      idempotency_key: operation.idempotencyKey,
      revision: operation.revision,
      requested: 1,
      effective: 1,
      first_at: at,
      last_at: at,
    })
    .onConflict(['cluster_uid', 'operation', 'subject', 'idempotency_key'])
    .merge({
      requested: tx.raw('?? + 1', [`${table}.requested`]),
      effective: tx.raw('?? + ?', [
        `${table}.effective`,
        operation.effective ? 1 : 0,
      ]),
      last_at: at,
    });
}
