import { ConflictError } from '@backstage/errors';
import {
  MAX_CHANGE_COMMENTS,
  type PolicySnapshot,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { recordActivity } from '../activity/recordActivity';
import type { ChangeRow } from '../database/tables';
import { commentNotice } from '../notices/commentNotice';
import { enqueueNotice } from '../notices/enqueueNotice';
import { announceChange } from './announceChange';
import type { ChangeContext } from './ChangeContext';
import { listDecisions } from './operations/getChange';
import { COMMENTED, listComments } from './operations/listComments';

/** Says something about a change, on the record of its subject. */
export async function commentChange(
  context: ChangeContext,
  options: { change: ChangeRow; text: string; actor: string },
): Promise<void> {
  const { change, text, actor } = options;
  const now = context.clock.now().toISOString();
  await context.knex.transaction(async tx => {
    const before = await listComments(tx, change.id);
    if (before.length >= MAX_CHANGE_COMMENTS) {
      throw new ConflictError(
        `This change has ${MAX_CHANGE_COMMENTS} comments already; go on somewhere else`,
      );
    }
    await recordActivity(tx, {
      at: now,
      actor,
      subject: {
        kind: change.subject_kind as 'cluster' | 'profile',
        name: change.subject_name,
        uid: change.subject_uid ?? undefined,
      },
      changeId: change.id,
      type: COMMENTED,
      message: text,
    });
    const decisions = await listDecisions(tx, change);
    const policy: PolicySnapshot | null = JSON.parse(change.policy ?? 'null');
    const notice = commentNotice(change, {
      author: actor,
      concerned: [
        change.proposer,
        ...decisions.map(({ approver }) => approver),
        ...before.map(({ author }) => author),
      ],
      groups: policy?.requirements.map(({ group }) => group) ?? [],
    });
    if (notice) {
      await enqueueNotice(tx, { notice, now });
    }
  });
  await announceChange(context, change);
}
