import {
  hasBlocker,
  isNewClusterKind,
  missingApprovals,
  type ChangeState,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { lockCluster } from '../clusters/operations/lockCluster';
import { releaseCluster } from '../clusters/operations/releaseCluster';
import type { ChangeRow, ClusterRow } from '../database/tables';
import { withoutValues } from '../values/withoutValues';
import { acceptChange } from './acceptChange';
import { approvalsText } from './approvalsText';
import type { ChangeContext } from './ChangeContext';
import { makePlan } from './makePlan';
import { setMissingApprovals } from './operations/setMissingApprovals';
import { transitionChange } from './operations/transitionChange';

const PLANNER = 'system:planner';

/** `planning` → `awaiting-approval`, `accepted`, or `rejected` where the plan itself blocks. */
export async function planChange(
  context: ChangeContext,
  change: ChangeRow,
  options: { signal?: AbortSignal },
): Promise<void> {
  const { plan, policy } = await makePlan(context, change, options);
  const now = context.clock.now();
  const at = now.toISOString();
  const planned: Partial<ChangeRow> = {
    plan: JSON.stringify(plan),
    plan_digest: plan.planDigest,
    revision_digest: plan.revisionDigest,
    impact_digest: plan.impactDigest,
    planned_at: plan.plannedAt,
  };
  await context.checkpoints.reach('after-plan');
  await context.knex.transaction(async tx => {
    await lockCluster(tx, change.subject_uid);
    const planning = await tx<ChangeRow>('changes')
      .where({ id: change.id, state: 'planning' })
      .forUpdate()
      .first('id');
    if (!planning) {
      return; // Cancelled or superseded while it was planned.
    }
    const move = (to: ChangeState, reason: string, patch: Partial<ChangeRow>) =>
      transitionChange(tx, {
        change,
        from: ['planning'],
        to,
        reason,
        actor: PLANNER,
        now: at,
        patch: { ...planned, ...patch },
      });

    if (hasBlocker(plan.findings)) {
      const reasons = plan.findings
        .filter(finding => finding.severity === 'block')
        .map(withoutValues)
        .map(
          ({ message, remedy }) => `${message}${remedy ? ` ${remedy}` : ''}`,
        );
      const moved = await move('rejected', reasons.join(' '), {
        finished_at: at,
      });
      if (moved && isNewClusterKind(change.kind)) {
        await releaseCluster(tx, {
          clusterUid: change.subject_uid!,
          reason: 'The request was rejected',
          now: at,
        });
      }
      return;
    }

    const missing = missingApprovals(policy.requirements, []);
    await setMissingApprovals(tx, { changeId: change.id, policy, missing });
    if (missing.length === 0) {
      await tx<ChangeRow>('changes').where({ id: change.id }).update(planned);
      await acceptChange(tx, {
        change,
        plan,
        actor: PLANNER,
        from: ['planning'],
        now,
        keys: context.keys,
        expiryHours: context.config.changes.expiryHours,
        config: context.config,
      });
      return;
    }
    const expires = new Date(now.getTime() + policy.expiryHours * 3_600_000);
    const waits = `Waits for ${approvalsText(missing)}`;
    await move('awaiting-approval', waits, {
      expires_at: expires.toISOString(),
      reminded_at: null,
      expiry_told_at: null,
    });
    if (isNewClusterKind(change.kind)) {
      await tx<ClusterRow>('clusters')
        .where({ uid: change.subject_uid!, phase: 'requested' })
        .update({ phase_reason: waits });
    }
  });
}
