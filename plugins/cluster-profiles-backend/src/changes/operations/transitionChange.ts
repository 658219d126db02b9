import type {
  ChangeState,
  RecordedDifference,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { recordActivity } from '../../activity/recordActivity';
import type { ChangeRow } from '../../database/tables';
import { changeNotice } from '../../notices/changeNotice';
import { enqueueNotice } from '../../notices/enqueueNotice';
import type { InTransaction } from '../types';

/** Columns that the record tells of: what was approved and written, and how far it came. */
const RECORDED = [
  'state',
  'plan_digest',
  'revision_digest',
  'revision',
] as const;

/**
 * The one way from state to state: a compare-and-set that also appends to the record and leaves a notice. False: the change is in none of the
 * expected states any more, and nothing was written.
 */
export async function transitionChange(
  tx: InTransaction,
  options: {
    change: Pick<
      ChangeRow,
      'id' | 'subject_kind' | 'subject_name' | 'subject_uid'
    >;
    from: ChangeState[];
    to: ChangeState;
    reason?: string;
    actor: string;
    now: string;
    patch?: Partial<ChangeRow>;
    /** Further columns that must still hold. */
    where?: Partial<ChangeRow>;
    /** Verb of the record; `change-STATE` if absent. */
    type?: string;
    /** Whoever decides tells of it himself, in other words. */
    told?: boolean;
  },
): Promise<boolean> {
  const { change, from, to, reason, actor, now } = options;
  // Locked, so that what the record calls "before" is what is replaced.
  const before = await tx<ChangeRow>('changes')
    .where({ id: change.id })
    .forUpdate()
    .first(...RECORDED);
  const moved = await tx<ChangeRow>('changes')
    .where({ id: change.id, ...options.where })
    .whereIn('state', from)
    .update({
      ...options.patch,
      state: to,
      state_reason: reason ?? null,
      updated_at: now,
    });
  if (moved !== 1) {
    return false;
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
    type: options.type ?? `change-${to}`,
    message: reason ?? `The change is ${to}`,
    difference: differenceOf(before, {
      ...before,
      ...options.patch,
      state: to,
    }),
  });
  // Without plan and request, which may be large.
  const row = await tx<ChangeRow>('changes')
    .where({ id: change.id })
    .first(
      'id',
      'kind',
      'summary',
      'subject_name',
      'proposer',
      'owner_ref',
      'policy',
      'state_reason',
      'seed',
    );
  const notice = row && !options.told && changeNotice(row, to);
  if (notice) {
    await enqueueNotice(tx, { notice, now });
  }
  return true;
}

/** The state, and the plan and revision that it is about even if they stay. */
function differenceOf(
  before: Partial<ChangeRow> | undefined,
  after: Partial<ChangeRow>,
): RecordedDifference {
  const pair = (name: (typeof RECORDED)[number]) => ({
    before: before?.[name] ?? null,
    after: after[name] ?? null,
  });
  return {
    state: pair('state'),
    planDigest: pair('plan_digest'),
    revisionDigest: pair('revision_digest'),
    revision: pair('revision'),
  };
}
