import type {
  ChangeQuery,
  ReviewState,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import { escapeLike } from '../../database/escapeLike';
import type { ChangeRow } from '../../database/tables';

/** What lists show; plans and requests are long and stay where they are. */
const SUMMARY = [
  'id',
  'kind',
  'subject_kind',
  'subject_name',
  'subject_uid',
  'state',
  'state_reason',
  'proposer',
  'via',
  'seed',
  'comment',
  'summary',
  'stage',
  'target',
  'plan_digest',
  'missing_approvals',
  'revision',
  'created_at',
  'updated_at',
  'expires_at',
] as const satisfies Array<keyof ChangeRow>;

export type ChangeSummaryRow = Pick<ChangeRow, (typeof SUMMARY)[number]> & {
  /** Of a change that was applied without its approvals. */
  review: ReviewState | null;
};

/** One page of changes, newest first unless asked otherwise. */
export async function listChanges(
  knex: Knex,
  query: ChangeQuery & {
    offset: number;
    limit: number;
    /** For `waitingForMe`. */
    caller?: { ref: string; groups: string[] };
    visible?: (builder: Knex.QueryBuilder) => void;
  },
): Promise<{ rows: ChangeSummaryRow[]; totalCount: number }> {
  const base = knex<ChangeRow>('changes').where(builder => {
    if (query.state?.length) builder.whereIn('state', query.state);
    if (query.kind?.length) builder.whereIn('kind', query.kind);
    if (query.subjectKind) builder.where('subject_kind', query.subjectKind);
    if (query.subject) builder.where('subject_name', query.subject);
    if (query.search) {
      builder.whereRaw(`subject_name like ? escape '!'`, [
        `%${escapeLike(query.search)}%`,
      ]);
    }
    if (query.stage?.length) builder.whereIn('stage', query.stage);
    if (query.proposer) builder.where('proposer', query.proposer);
    if (query.waitingForMe)
      waitingFor(builder, query.caller ?? { ref: '', groups: [] });
    query.visible?.(builder);
  });
  const rows: ChangeSummaryRow[] = await base
    .clone()
    .select<ChangeSummaryRow[]>(
      ...SUMMARY,
      knex('break_glass')
        .whereRaw('break_glass.change_id = changes.id')
        .select(knex.raw(`coalesce(verdict, 'open')`))
        .as('review'),
    )
    .orderBy([
      { column: 'created_at', order: query.order ?? 'desc' },
      { column: 'id', order: query.order ?? 'desc' },
    ])
    .offset(query.offset)
    .limit(query.limit);
  const [{ count }] = await base.clone().count({ count: '*' });
  return { rows, totalCount: Number(count) };
}

/** Changes that the caller could approve or review now. */
function waitingFor(
  builder: Knex.QueryBuilder,
  caller: { ref: string; groups: string[] },
): void {
  builder.where(either =>
    either
      .where(approval => waitingForApproval(approval, caller))
      .orWhere(review => waitingForReview(review, caller)),
  );
}

/** A group of his is missing, he is not excluded, he has not decided. */
function waitingForApproval(
  builder: Knex.QueryBuilder,
  caller: { ref: string; groups: string[] },
): void {
  builder
    .where('state', 'awaiting-approval')
    .whereExists(function missing() {
      this.select('change_id')
        .from('change_requirements')
        .whereRaw('change_requirements.change_id = changes.id')
        .whereIn('group_ref', caller.groups);
    })
    .whereNotExists(function excluded() {
      this.select('change_id')
        .from('change_exclusions')
        .whereRaw('change_exclusions.change_id = changes.id')
        .whereIn('user_ref', [caller.ref, ...caller.groups]);
    })
    .whereNotExists(function decided() {
      this.select('change_id')
        .from('approvals')
        .whereRaw('approvals.change_id = changes.id')
        .whereRaw('approvals.planned_at = changes.planned_at')
        .where('approver', caller.ref);
    });
}

/** Applied without approvals, a group of his may say what it thinks of it, he has no part in it, and he has not said it. */
function waitingForReview(
  builder: Knex.QueryBuilder,
  caller: { ref: string; groups: string[] },
): void {
  const parties = (part: string, refs: string[]) =>
    function among(this: Knex.QueryBuilder) {
      this.select('change_id')
        .from('break_glass_parties')
        .whereRaw('break_glass_parties.change_id = changes.id')
        .where({ part })
        .whereIn('ref', refs);
    };
  builder
    .whereExists(function open() {
      this.select('change_id')
        .from('break_glass')
        .whereRaw('break_glass.change_id = changes.id')
        .whereNull('closed_at');
    })
    .whereExists(parties('reviewer', caller.groups))
    .whereNotExists(parties('excluded', [caller.ref, ...caller.groups]))
    .whereNotExists(function reviewed() {
      this.select('change_id')
        .from('break_glass_reviews')
        .whereRaw('break_glass_reviews.change_id = changes.id')
        .where('reviewer', caller.ref);
    });
}
