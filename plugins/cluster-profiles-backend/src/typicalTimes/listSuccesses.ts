import type {
  ChangeKind,
  Step,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import type { ChangeRow } from '../database/tables';
import { LATEST, type Span } from './typicalTime';

/** Changes whose steps are read: not every change has every step. */
const WITH_STEPS = 100;
/** Profiles asked about in one statement; SQLite takes 500. */
const AT_ONCE = 100;

type Row = Pick<ChangeRow, 'accepted_at' | 'finished_at'>;

/** The latest successes of a kind, newest first. What is read is bounded by indexes, however many changes there are. */
export async function listSuccesses(
  knex: Knex,
  kind: ChangeKind,
): Promise<Span[]> {
  const rows: Row[] = await successes(knex, kind)
    .limit(LATEST)
    .select('accepted_at', 'finished_at');
  return rows.map(toSpan);
}

/** The same for each of some profiles. */
export async function listSuccessesByProfile(
  knex: Knex,
  kind: ChangeKind,
  profiles: readonly string[],
): Promise<Map<string, Span[]>> {
  const spans = new Map<string, Span[]>();
  for (let start = 0; start < profiles.length; start += AT_ONCE) {
    const latest = profiles.slice(start, start + AT_ONCE).map(profile =>
      // SQLite takes no limit in a part of a union, but in what the part selects from.
      knex
        .select('*')
        .from(
          successes(knex, kind)
            .where({ profile })
            .limit(LATEST)
            .select('profile', 'accepted_at', 'finished_at')
            .as('latest'),
        ),
    );
    const rows: Array<Row & { profile: string }> = await knex
      .unionAll(latest)
      .orderBy('finished_at', 'desc');
    for (const row of rows) {
      append(spans, row.profile, toSpan(row));
    }
  }
  return spans;
}

/** How long the steps of the latest successes took, by id of the step; only of changes with one of these profiles. */
export async function listDoneSteps(
  knex: Knex,
  kind: ChangeKind,
  profiles: readonly string[],
): Promise<Map<string, Span[]>> {
  const rows: Array<Pick<ChangeRow, 'steps'>> = await successes(knex, kind)
    .whereIn('profile', profiles)
    .limit(WITH_STEPS)
    .select('steps');
  const spans = new Map<string, Span[]>();
  for (const { steps } of rows) {
    for (const { id, state, startedAt, finishedAt } of JSON.parse(
      steps,
    ) as Step[]) {
      if (state === 'done' && startedAt && finishedAt) {
        append(spans, id, { from: startedAt, to: finishedAt });
      }
    }
  }
  return spans;
}

/** Seeds are accepted and applied in one go, which is typical of nothing. */
function successes(knex: Knex, kind: ChangeKind) {
  return knex<ChangeRow>('changes')
    .where({ kind, state: 'applied', seed: false })
    .whereNotNull('accepted_at')
    .whereNotNull('finished_at')
    .orderBy('finished_at', 'desc');
}

function toSpan(row: Row): Span {
  return { from: row.accepted_at!, to: row.finished_at! };
}

function append(spans: Map<string, Span[]>, key: string, span: Span): void {
  const own = spans.get(key);
  if (own) {
    own.push(span);
  } else {
    spans.set(key, [span]);
  }
}
