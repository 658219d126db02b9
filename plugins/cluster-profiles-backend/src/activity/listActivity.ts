import type {
  Activity,
  Page,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import type { ActivityRow } from '../database/tables';

/** Newest first. */
export async function listActivity(
  knex: Knex,
  query: {
    subjectKind?: string;
    subject?: string;
    actor?: string;
    /** Verbs; alternatives. */
    type?: string[];
    changeId?: string;
    offset: number;
    limit: number;
    /** Restricts to subjects that the caller may see. */
    visible?: (builder: Knex.QueryBuilder) => void;
  },
): Promise<Page<Activity>> {
  const base = knex<ActivityRow>('activity').where(builder => {
    if (query.subjectKind) builder.where('subject_kind', query.subjectKind);
    if (query.subject) builder.where('subject_name', query.subject);
    if (query.actor) builder.where('actor', query.actor);
    if (query.type?.length) builder.whereIn('type', query.type);
    if (query.changeId) builder.where('change_id', query.changeId);
    // In brackets of its own: it may hold alternatives.
    if (query.visible) builder.andWhere(inner => query.visible!(inner));
  });
  const rows: ActivityRow[] = await base
    .clone()
    .select('*')
    .orderBy('id', 'desc')
    .offset(query.offset)
    .limit(query.limit);
  const [{ count }] = await base.clone().count({ count: '*' });
  return {
    items: rows.map(row => ({
      id: row.id,
      at: row.at,
      actor: row.actor,
      subject: {
        kind: row.subject_kind as Activity['subject']['kind'],
        name: row.subject_name,
        uid: row.subject_uid ?? undefined,
      },
      changeId: row.change_id ?? undefined,
      type: row.type,
      message: row.message,
    })),
    totalCount: Number(count),
  };
}
