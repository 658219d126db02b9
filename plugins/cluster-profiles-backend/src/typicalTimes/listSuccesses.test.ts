import type { Knex } from 'knex';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { insertChange } from '../changes/__testUtils__/changeRows';
import type { ChangeRow } from '../database/tables';
import {
  listDoneSteps,
  listSuccesses,
  listSuccessesByProfile,
} from './listSuccesses';

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
jest.setTimeout(60_000);

const day = (number: number) =>
  `2026-01-${String(number).padStart(2, '0')}T00:00:00.000Z`;

describe.each(databases.eachSupportedId())('successes, %s', databaseId => {
  let knex: Knex;

  const insert = (id: string, changes: Partial<ChangeRow>) =>
    insertChange(knex, {
      id,
      state: 'applied',
      profile: 'base',
      accepted_at: day(1),
      finished_at: day(2),
      ...changes,
    });

  beforeAll(async () => {
    knex = await databases.init(databaseId);
    for (let number = 2; number < 27; number++) {
      await insert(`base-${number}`, { finished_at: day(number) });
    }
    await insert('gpu', { profile: 'gpu', finished_at: day(3) });
    await insert('seed', { seed: true, finished_at: day(28) });
    await insert('failed', { state: 'failed', finished_at: day(28) });
    await insert('other', { kind: 'resize', finished_at: day(28) });
  });

  it('are the latest of the kind, newest first, without seeds and failures', async () => {
    const spans = await listSuccesses(knex, 'create');
    expect(spans).toHaveLength(20);
    expect(spans[0]).toEqual({ from: day(1), to: day(26) });
    expect(spans[19].to).toBe(day(7));
    expect(await listSuccesses(knex, 'delete')).toEqual([]);
  });

  it('are the latest of each profile', async () => {
    const spans = await listSuccessesByProfile(knex, 'create', [
      'base',
      'gpu',
      'nobody',
    ]);
    expect([...spans.keys()].sort()).toEqual(['base', 'gpu']);
    expect(spans.get('base')).toHaveLength(20);
    expect(spans.get('base')![0].to).toBe(day(26));
    expect(spans.get('gpu')).toEqual([{ from: day(1), to: day(3) }]);
    expect(await listSuccessesByProfile(knex, 'create', [])).toEqual(new Map());
  });

  it('asks about more profiles than one statement takes', async () => {
    const names = Array.from({ length: 1200 }, (_, index) => `p${index}`);
    const spans = await listSuccessesByProfile(knex, 'create', [
      ...names,
      'gpu',
    ]);
    expect([...spans.keys()]).toEqual(['gpu']);
  });

  it('have steps: those that were done, of the profiles asked for', async () => {
    const step = { id: 'api', title: 'API', state: 'done' };
    const times = { startedAt: day(1), finishedAt: day(2) };
    await insert('steps', {
      kind: 'upgrade',
      steps: JSON.stringify([
        { ...step, ...times },
        { ...step, ...times, id: 'skipped', state: 'skipped' },
        { ...step, id: 'without-times' },
      ]),
    });
    await insert('hidden', {
      kind: 'upgrade',
      profile: 'gpu',
      steps: JSON.stringify([{ ...step, ...times, id: 'secret' }]),
    });
    expect(await listDoneSteps(knex, 'upgrade', ['base'])).toEqual(
      new Map([['api', [{ from: day(1), to: day(2) }]]]),
    );
    expect(await listDoneSteps(knex, 'upgrade', [])).toEqual(new Map());
  });
});
