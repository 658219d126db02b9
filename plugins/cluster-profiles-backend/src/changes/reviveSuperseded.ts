import type { ChangeRow, RevisionRow } from '../database/tables';
import { enqueueWork } from '../work/enqueueWork';
import { beginApplying } from './beginApplying';
import { transitionChange } from './operations/transitionChange';
import type { InTransaction } from './types';

/**
 * A change that replaced another was taken back before anything of it was written: the other one's revision is desired again,
 * so it goes on. Otherwise nothing would ever prove that revision or call it failed.
 */
export async function reviveSuperseded(
  tx: InTransaction,
  options: {
    by: ChangeRow;
    /** The revision that is desired again. */
    revision: number | null;
    now: Date;
    deadlineMinutes: number;
  },
): Promise<void> {
  const { by, revision } = options;
  const change =
    revision === null
      ? undefined
      : await tx<ChangeRow>('changes')
          .where({
            subject_uid: by.subject_uid,
            superseded_by: by.id,
            state: 'superseded',
            revision,
          })
          .first();
  if (!change) {
    return;
  }
  const now = options.now.toISOString();
  const started = change.started_at !== null;
  await transitionChange(tx, {
    change,
    from: ['superseded'],
    to: started ? 'applying' : 'accepted',
    reason: `Goes on, as what replaced it turned stale: ${by.summary}`,
    actor: 'system:reconciler',
    now,
    patch: {
      superseded_by: null,
      finished_at: null,
      ...(started && beginApplying(change, options)),
    },
    type: 'change-revived',
  });
  await tx<RevisionRow>('revisions')
    .where({ cluster_uid: by.subject_uid!, number: revision! })
    .update({ state: started ? 'applying' : 'accepted' });
  // Its plan may have become too old meanwhile.
  await enqueueWork(tx, { kind: 'change', id: change.id, dueAt: options.now });
}
