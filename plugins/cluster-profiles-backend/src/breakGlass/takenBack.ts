import type { ChangeState } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { InTransaction } from '../changes/types';
import type { BreakGlassPartyRow, ChangeRow } from '../database/tables';
import { anyOf } from '../permissions/nameOf';

/** A use of break glass that others rejected, while the change that takes it back has not ended. */
export interface TakenBack {
  /** Who broke the glass. */
  actor: string;
  /** The change that was applied so. */
  change_id: string;
  /** The change that takes it back. */
  revert_id: string;
  summary: string;
}

const NOT_ENDED: ChangeState[] = [
  'planning',
  'awaiting-approval',
  'stale',
  'accepted',
  'applying',
  'failed',
];

/** What is being taken back on a cluster. */
export async function listTakenBack(
  tx: InTransaction,
  clusterUid: string | null | undefined,
): Promise<TakenBack[]> {
  return tx('break_glass')
    .join('changes', 'changes.id', 'break_glass.revert_id')
    .where({ 'changes.subject_uid': clusterUid ?? '' })
    .whereIn('changes.state', NOT_ENDED)
    .orderBy('break_glass.at')
    .select(
      'break_glass.actor',
      'break_glass.change_id',
      'break_glass.revert_id',
      'changes.summary',
    );
}

/** Why somebody neither proposes nor decides on changes of a cluster: what he did there is being taken back. Undefined when he may. */
export async function whyTakenBack(
  tx: InTransaction,
  options: { clusterUid: string | null | undefined; actor: string },
): Promise<string | undefined> {
  const own = (await listTakenBack(tx, options.clusterUid)).find(
    ({ actor }) => actor === options.actor,
  );
  return (
    own &&
    `You broke the glass for what '${own.summary}' takes back; until that has ended others decide here: ${await whoMay(tx, own.change_id)}`
  );
}

/** Why somebody may not end or hold up a change: it takes back what he did. */
export async function whyNotOwnRevert(
  tx: InTransaction,
  options: { change: Pick<ChangeRow, 'id'>; actor: string },
): Promise<string | undefined> {
  const own: { change_id: string } | undefined = await tx('break_glass')
    .where({ revert_id: options.change.id, actor: options.actor })
    .first('change_id');
  return (
    own &&
    `You broke the glass for what it takes back, so others decide on it: ${await whoMay(tx, own.change_id)}`
  );
}

/** Why somebody does not decide on a change: it takes back what he did, or could come before what does. */
export async function whyLeftOut(
  tx: InTransaction,
  options: {
    change: Pick<ChangeRow, 'id' | 'kind' | 'subject_uid'>;
    actor: string;
  },
): Promise<string | undefined> {
  const { change, actor } = options;
  const own = await whyNotOwnRevert(tx, options);
  // Access leaves the cluster as it is.
  return own !== undefined || change.kind === 'access'
    ? own
    : whyTakenBack(tx, { clusterUid: change.subject_uid, actor });
}

async function whoMay(tx: InTransaction, changeId: string): Promise<string> {
  const groups: string[] = await tx<BreakGlassPartyRow>('break_glass_parties')
    .where({ change_id: changeId, part: 'reviewer' })
    .orderBy('ref')
    .pluck('ref');
  return `ask ${anyOf(groups)}`;
}
