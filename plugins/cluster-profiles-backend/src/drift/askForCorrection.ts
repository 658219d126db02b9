import { ConflictError } from '@backstage/errors';
import type { ClusterDetail } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import { recordActivity } from '../activity/recordActivity';
import type { DriftFindingRow } from '../database/tables';
import { enqueueWork } from '../work/enqueueWork';

/** Leaves the wish to correct a layer to the reconciler, which alone writes. Errors: `ConflictError` where it has not drifted. */
export async function askForCorrection(
  knex: Knex,
  options: {
    cluster: Pick<ClusterDetail, 'uid' | 'name'>;
    layer: string;
    actor: string;
    now: Date;
  },
): Promise<void> {
  const { cluster, layer, actor, now } = options;
  const at = now.toISOString();
  await knex.transaction(async tx => {
    const wanted = await tx<DriftFindingRow>('drift_findings')
      .where({ cluster_uid: cluster.uid, layer })
      .whereNull('closed_at')
      .update({
        wanted_by: actor,
        wanted_at: at,
        // Whoever asks does not wait for the pause after an earlier correction.
        corrected_at: null,
      });
    if (wanted === 0) {
      throw new ConflictError(
        `Layer '${layer}' of cluster '${cluster.name}' has not drifted; there is nothing to correct`,
      );
    }
    await recordActivity(tx, {
      at,
      actor,
      subject: { kind: 'cluster', name: cluster.name, uid: cluster.uid },
      type: 'drift-correction-asked',
      message: `Asked to bring layer ${layer} back to what is desired`,
    });
    await enqueueWork(tx, { kind: 'cluster', id: cluster.uid, dueAt: now });
  });
}
