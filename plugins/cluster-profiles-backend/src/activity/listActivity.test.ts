import type { Knex } from 'knex';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { listActivity } from './listActivity';
import { recordActivity, type ActivityEntry } from './recordActivity';

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
jest.setTimeout(60_000);

const entry = (type: string, rest: Partial<ActivityEntry> = {}) => ({
  at: '2026-01-01T00:00:00.000Z',
  actor: 'user:default/alice',
  subject: { kind: 'cluster' as const, name: 'payments', uid: 'u1' },
  type,
  message: `It is ${type}`,
  ...rest,
});

describe.each(databases.eachSupportedId())('listActivity, %s', databaseId => {
  let knex: Knex;

  beforeAll(async () => {
    knex = await databases.init(databaseId);
    for (const item of [
      entry('first', { changeId: 'c1' }),
      entry('second', { actor: 'system:reconciler', changeId: 'c1' }),
      entry('third', { subject: { kind: 'profile', name: 'payments' } }),
      entry('fourth', { subject: { kind: 'system', name: 'write-switch' } }),
    ]) {
      await recordActivity(knex, item);
    }
  });

  const list = async (query: Partial<Parameters<typeof listActivity>[1]>) => {
    const page = await listActivity(knex, { offset: 0, limit: 50, ...query });
    return [page.items.map(({ type }) => type), page.totalCount];
  };

  it.each<[string, Partial<Parameters<typeof listActivity>[1]>, string[]]>([
    ['everything, newest first', {}, ['fourth', 'third', 'second', 'first']],
    ['a subject', { subject: 'payments' }, ['third', 'second', 'first']],
    [
      'a kind and a subject',
      { subjectKind: 'profile', subject: 'payments' },
      ['third'],
    ],
    ['an actor', { actor: 'system:reconciler' }, ['second']],
    [
      'a time',
      { since: '2026-01-01T00:00:00.000Z' },
      ['fourth', 'third', 'second', 'first'],
    ],
    ['what was before a time', { until: '2026-01-01T00:00:00.000Z' }, []],
    ['types', { type: ['first', 'fourth'] }, ['fourth', 'first']],
    ['a change', { changeId: 'c1' }, ['second', 'first']],
    [
      'what is visible, whose alternatives widen no other filter',
      {
        subject: 'payments',
        visible: builder =>
          builder
            .where('subject_kind', 'profile')
            .orWhere('subject_kind', 'system'),
      },
      ['third'],
    ],
  ])('lists %s', async (_what, query, types) => {
    expect(await list(query)).toEqual([types, types.length]);
  });

  it('pages, and counts all', async () => {
    expect(await list({ offset: 1, limit: 2 })).toEqual([
      ['third', 'second'],
      4,
    ]);
  });

  it('gives back what was recorded', async () => {
    const { items } = await listActivity(knex, {
      changeId: 'c1',
      offset: 1,
      limit: 1,
    });
    expect(items).toEqual([
      {
        id: expect.any(Number),
        ...entry('first', { changeId: 'c1' }),
        sequence: 1,
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ]);
  });

  it('goes on after a cursor, to the end', async () => {
    const types: string[] = [];
    let cursor: number | undefined;
    do {
      const page = await listActivity(knex, { offset: 0, limit: 3, cursor });
      types.push(...page.items.map(({ type }) => type));
      cursor = page.nextCursor ? Number(page.nextCursor) : undefined;
    } while (cursor !== undefined);
    expect(types).toEqual(['fourth', 'third', 'second', 'first']);
  });
});
