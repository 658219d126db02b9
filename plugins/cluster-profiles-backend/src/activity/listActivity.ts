import type {
  Activity,
  ActivityPage,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import { toActivity, type ActivityWithWords } from './toActivity';

/** Entries read at once. */
const PIECE = 500;

export interface ActivityFilter {
  subjectKind?: string;
  subject?: string;
  /** Finds what somebody did, and what was done on his behalf. */
  actor?: string;
  /** Verbs; alternatives. */
  type?: string[];
  changeId?: string;
  /** At or after this time, ISO 8601. */
  since?: string;
  /** Before this time, ISO 8601. */
  until?: string;
  /** Restricts to subjects that the caller may see. */
  visible?: (builder: Knex.QueryBuilder) => void;
}

/** Entries that a filter finds, with their words. */
export function findActivity(
  knex: Knex,
  filter: ActivityFilter,
): Knex.QueryBuilder {
  return knex('activity')
    .join('activity_words', 'activity_words.activity_id', 'activity.id')
    .where(builder => {
      if (filter.subjectKind) builder.where('subject_kind', filter.subjectKind);
      if (filter.subject) builder.where('subject_name', filter.subject);
      if (filter.type?.length) builder.whereIn('type', filter.type);
      if (filter.changeId) builder.where('change_id', filter.changeId);
      if (filter.since) builder.where('at', '>=', filter.since);
      if (filter.until) builder.where('at', '<', filter.until);
      if (filter.actor) {
        builder.where(inner =>
          inner
            .where('actor', filter.actor)
            .orWhere('on_behalf_of', filter.actor),
        );
      }
      // In brackets of its own: it may hold alternatives.
      if (filter.visible) builder.andWhere(inner => filter.visible!(inner));
    });
}

/** Newest first: a page by offset, or what comes after the entry that a cursor names. */
export async function listActivity(
  knex: Knex,
  query: ActivityFilter & {
    offset: number;
    limit: number;
    /** `nextCursor` of the page before. */
    cursor?: number;
  },
): Promise<ActivityPage> {
  const base = findActivity(knex, query);
  const rows: ActivityWithWords[] = await newestFirst(
    base.clone(),
    query.cursor,
  )
    .offset(query.offset)
    // One more tells whether there is another page.
    .limit(query.limit + 1);
  const [{ count }] = await base.clone().count({ count: '*' });
  const items = rows.slice(0, query.limit).map(toActivity);
  return {
    items,
    totalCount: Number(count),
    ...(rows.length > items.length && {
      nextCursor: String(items[items.length - 1].id),
    }),
  };
}

/** All that a filter finds, newest first, read in pieces: however long it is, it takes no more memory. */
export async function* eachActivity(
  knex: Knex,
  filter: ActivityFilter & { cursor?: number },
): AsyncGenerator<Activity> {
  for (let { cursor } = filter; ;) {
    const rows: ActivityWithWords[] = await newestFirst(
      findActivity(knex, filter),
      cursor,
    ).limit(PIECE);
    for (const row of rows) {
      cursor = row.id;
      yield toActivity(row);
    }
    if (rows.length < PIECE) {
      return;
    }
  }
}

function newestFirst(
  found: Knex.QueryBuilder,
  cursor: number | undefined,
): Knex.QueryBuilder {
  return found
    .where(builder => {
      if (cursor !== undefined) builder.where('id', '<', cursor);
    })
    .select('*')
    .orderBy('id', 'desc');
}
