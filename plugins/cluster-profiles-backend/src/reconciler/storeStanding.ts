import type {
  ClusterPhase,
  Condition,
  DriftState,
  ObservedCluster,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import type { InTransaction } from '../changes/types';
import type { ClusterRow } from '../database/tables';
import { enqueueNotice } from '../notices/enqueueNotice';
import type { Notice } from '../notices/types';
import type { WorkItem } from '../work/types';

/** What a pass found out. Without `observed` the stored one stays; null when nothing is there. */
export interface Found {
  phase: ClusterPhase;
  reason: string;
  conditions: Condition[];
  drift: DriftState;
  /** Whether somebody should look at it. */
  hasIssue: boolean;
  observed?: ObservedCluster | null;
  /** Of an imported cluster: what it runs, where that is known. */
  kubernetesVersion?: string;
  /** Left to be sent with what is stored. */
  driftNotice?: Notice;
}

const WITHOUT_DRIFT: readonly DriftState[] = ['InSync', 'Overridden'];

/**
 * Stores what was found, with the notice in one transaction, which takes effect only while the claim is held and the same revision is desired.
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
  if (found.kubernetesVersion !== undefined) {
    patch.kubernetes_version = found.kubernetesVersion;
  }
  const looked = found.observed !== undefined;
  if (looked) {
    patch.observed = found.observed ? JSON.stringify(found.observed) : null;
  }
  const changed =
    found.hasIssue !== Boolean(before.has_issue) ||
    (Object.keys(patch) as Array<keyof ClusterRow>).some(
      column => patch[column] !== before[column],
    );
  const noticeWasDue = Boolean(before.drift_notice_due);
  const noticeDue = found.driftNotice
    ? false
    : noticeWasDue || WITHOUT_DRIFT.includes(found.drift);
  const age = now.getTime() - Date.parse(before.observed_at ?? '1970-01-01');
  if (
    !changed &&
    noticeDue === noticeWasDue &&
    (!looked || age < options.restingSeconds * 1000)
  ) {
    return 'unchanged';
  }

  const store = async (tx: InTransaction) => {
    const updated = await tx<ClusterRow>('clusters')
      .where({
        uid: item.id,
        desired_revision: before.desired_revision,
        // Whoever finds the same drift at the same time does not tell of it again.
        drift_notice_due: before.drift_notice_due,
      })
      .whereExists(
        tx('work').select(tx.raw('1')).where({
          kind: item.kind,
          id: item.id,
          claimed_by: item.claimedBy,
        }),
      )
      .update({
        ...patch,
        has_issue: found.hasIssue,
        drift_notice_due: noticeDue,
        ...(looked && { observed_at: now.toISOString() }),
        ...(changed && { updated_at: now.toISOString() }),
      });
    if (updated !== 1) {
      return 'lost';
    }
    if (found.driftNotice) {
      await enqueueNotice(tx, {
        notice: found.driftNotice,
        now: now.toISOString(),
      });
    }
    return changed ? 'stored' : 'unchanged';
  };
  return found.driftNotice ? knex.transaction(store) : store(knex);
}
