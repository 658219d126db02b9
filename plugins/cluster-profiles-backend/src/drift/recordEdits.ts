import { findActivity } from '../activity/listActivity';
import { recordActivity } from '../activity/recordActivity';
import type { InTransaction } from '../changes/types';
import { layerViews } from '../reconciler/layerViews';
import type { LoadedCluster } from '../reconciler/loadCluster';
import type { Picture, ReconcilerOptions } from '../reconciler/types';
import { heldClaim } from '../work/heldClaim';
import type { WorkItem } from '../work/types';
import { SAME_MS } from './compareFindings';
import { editedEntry } from './driftEntries';

/**
 * Puts on the record what others changed of what the engine keeps of layers, before it is written over: that wipes out its traces. What
 * comes back within the hour is told once.
 */
export async function recordEdits(
  { cluster, desired }: LoadedCluster,
  picture: Picture,
  options: Pick<ReconcilerOptions, 'knex' | 'clock'> & {
    item: WorkItem;
    /** Nothing is written over while this is false. */
    mayWrite: boolean;
  },
): Promise<void> {
  const { knex, clock, item, mayWrite } = options;
  const now = clock.now();
  const entries = layerViews(picture).flatMap(({ seen }) =>
    seen?.edited ? [editedEntry(seen, { cluster, at: now.toISOString() })] : [],
  );
  if (entries.length === 0 || !mayWrite || desired.paused || desired.deleted) {
    return;
  }
  const since = new Date(now.getTime() - SAME_MS).toISOString();
  await knex.transaction(async (tx: InTransaction) => {
    const held = await heldClaim(tx, item).first('id');
    for (const entry of held ? entries : []) {
      const told = await findActivity(tx, { type: [entry.type], since })
        .where({ subject_uid: cluster.uid, message: entry.message })
        .first('activity.id');
      if (!told) {
        await recordActivity(tx, entry);
      }
    }
  });
}
