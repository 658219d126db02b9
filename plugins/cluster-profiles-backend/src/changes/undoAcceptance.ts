import type { Plan } from '@cluster-profiles/plugin-cluster-profiles-common';
import { getRevision } from '../clusters/operations/getRevision';
import { setDesiredRevision } from '../clusters/operations/setDesiredRevision';
import type { ClusterProfilesConfig } from '../config/ClusterProfilesConfig';
import type { ChangeRow, RevisionRow } from '../database/tables';
import { enqueueWork } from '../work/enqueueWork';
import { reviveSuperseded } from './reviveSuperseded';
import type { InTransaction } from './types';

/**
 * In the transaction that takes a change of a cluster out of `accepted` before anything of it was written: its revision is given up, the one
 * before is desired again, and what it had replaced goes on.
 */
export async function undoAcceptance(
  tx: InTransaction,
  options: {
    /** As it was while it was accepted. */
    change: ChangeRow;
    /** What is told of a cluster that was only requested. */
    reason: string;
    now: Date;
    config: Pick<ClusterProfilesConfig, 'changes'>;
  },
): Promise<void> {
  const { change, reason, now, config } = options;
  const clusterUid = change.subject_uid!;
  const { baseRevision }: Plan = JSON.parse(change.plan!);
  if (change.revision !== null) {
    await tx<RevisionRow>('revisions')
      .where({ cluster_uid: clusterUid, number: change.revision })
      .update({ state: 'abandoned' });
  }
  const base =
    baseRevision === null
      ? undefined
      : await getRevision(tx, { clusterUid, number: baseRevision });
  await setDesiredRevision(tx, {
    clusterUid,
    from: change.revision,
    to: baseRevision,
    desired: base?.desired,
    ...(!base && { phase: 'requested', phaseReason: reason }),
    now: now.toISOString(),
  });
  await reviveSuperseded(tx, {
    by: change,
    revision: baseRevision,
    now,
    deadlineMinutes: config.changes.deadlineMinutes,
  });
  await enqueueWork(tx, { kind: 'cluster', id: clusterUid, dueAt: now });
  await enqueueWork(tx, { kind: 'change', id: change.id, dueAt: now });
}
