import type {
  ClusterPhase,
  Condition,
  DriftState,
  ObservedCluster,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import type { ClusterRow } from '../database/tables';
import type { WorkItem } from '../work/types';

/** What a pass found out. Without `observed` the stored one stays; null when nothing is there. */
export interface Found {
  phase: ClusterPhase;
  reason: string;
  conditions: Condition[];
  drift: DriftState;
  observed?: ObservedCluster | null;
}

const ISSUES: readonly ClusterPhase[] = ['degraded', 'held', 'unknown'];

/**
 * Stores what was found in one update, which takes effect only while the claim is held and the same revision is desired.
 * `unchanged`: nothing visible moved, at most the time of observation was stored.
 */
export async function storeStanding(
  knex: Knex,
  options: {
    item: WorkItem;
    before: ClusterRow;
    found: Found;
    now: Date;
    restingSeconds: number;
  },
): Promise<'stored' | 'unchanged' | 'lost'> {
  const { item, before, found, now } = options;
  const patch: Partial<ClusterRow> = {
    phase: found.phase,
    phase_reason: found.reason,
    conditions: JSON.stringify(found.conditions),
    drift: found.drift,
  };
  const looked = found.observed !== undefined;
  if (looked) {
    patch.observed = found.observed ? JSON.stringify(found.observed) : null;
  }
  const changed = (Object.keys(patch) as Array<keyof ClusterRow>).some(
    column => patch[column] !== before[column],
  );
  const age = now.getTime() - Date.parse(before.observed_at ?? '1970-01-01');
  if (!changed && (!looked || age < options.restingSeconds * 1000)) {
    return 'unchanged';
  }

  const updated = await knex<ClusterRow>('clusters')
    .where({ uid: item.id, desired_revision: before.desired_revision })
    .whereExists(
      knex('work').select(knex.raw('1')).where({
        kind: item.kind,
        id: item.id,
        claimed_by: item.claimedBy,
      }),
    )
    .update({
      ...patch,
      has_issue: ISSUES.includes(found.phase) || found.drift === 'Drifted',
      ...(looked && { observed_at: now.toISOString() }),
      ...(changed && { updated_at: now.toISOString() }),
    });
  if (updated !== 1) {
    return 'lost';
  }
  return changed ? 'stored' : 'unchanged';
}
