import type {
  Condition,
  DriftState,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ClusterRow } from '../database/tables';
import type { WorkItem, WorkOutcome } from '../work/types';
import { deriveConditions } from './deriveConditions';
import { nextLook } from './nextLook';
import { storeStanding } from './storeStanding';
import type { Hold, ReconcilerOptions } from './types';

/** Records that a cluster is held whose rows cannot even be read. */
export async function recordHold(
  options: ReconcilerOptions,
  { item, cluster, hold }: { item: WorkItem; cluster: ClusterRow; hold: Hold },
): Promise<WorkOutcome> {
  const { knex, clock, config, checkpoints, announce } = options;
  const now = clock.now();
  const drift = cluster.drift as DriftState;
  await checkpoints.reach('before-observed-stored');
  const stored = await storeStanding(knex, {
    item,
    before: cluster,
    found: {
      phase: 'held',
      reason: hold.message,
      drift,
      hasIssue: true,
      conditions: deriveConditions(
        { hold, obstacles: [], proven: false },
        {
          previous: JSON.parse(cluster.conditions) as Condition[],
          drift,
          deleting: false,
          now: now.toISOString(),
        },
      ),
    },
    now,
    restingSeconds: config.restingSeconds,
  });
  if (stored === 'stored') {
    await announce({
      subject: 'cluster',
      name: cluster.name,
      uid: cluster.uid,
    });
  }
  return { nextDueAt: nextLook({ phase: 'held', config, clock }) };
}
