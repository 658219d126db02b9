import type {
  ClusterChangeRequest,
  Plan,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { proposeAsSystem } from '../changes/proposeAsSystem';
import { summarizeRequest } from '../changes/summarizeRequest';
import type { InTransaction } from '../changes/types';
import type { ChangeRow, ClusterRow, RevisionRow } from '../database/tables';

/** Proposer of changes that take back what was rejected afterwards. */
export const REVERT_PROPOSER = 'system:break-glass';

/**
 * Proposes to take back what was applied without approvals; its own policies decide on it. The id of the change; undefined where nothing
 * of it was written, or the cluster is gone.
 */
export async function proposeRevert(
  tx: InTransaction,
  options: { change: ChangeRow; now: Date },
): Promise<string | undefined> {
  const { change, now } = options;
  const cluster = await tx<ClusterRow>('clusters')
    .where({ uid: change.subject_uid! })
    .first();
  const revision = await tx<RevisionRow>('revisions')
    .where({ change_id: change.id })
    .whereNot({ state: 'abandoned' })
    .first('number');
  if (!cluster?.live_name || !revision) {
    return undefined;
  }
  const request = revertOf(change);
  return proposeAsSystem(tx, {
    request,
    cluster,
    proposer: REVERT_PROPOSER,
    idempotencyKey: change.id,
    summary: summarizeRequest(request, {}),
    now,
  });
}

/** A roll-back leaves flags as they are, so that they have opposites. */
function revertOf(
  change: Pick<ChangeRow, 'kind' | 'subject_name' | 'summary' | 'plan'>,
): ClusterChangeRequest {
  const about = {
    cluster: change.subject_name,
    comment: `Takes back what was applied without approvals and then rejected: ${change.summary}`,
  };
  if (change.kind === 'pause') {
    return { ...about, kind: 'resume' };
  }
  if (change.kind === 'resume') {
    return { ...about, kind: 'pause' };
  }
  const { baseRevision }: Plan = JSON.parse(change.plan!);
  return { ...about, kind: 'roll-back', revision: baseRevision! };
}
