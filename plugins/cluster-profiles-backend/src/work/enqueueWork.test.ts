import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { enqueueWork } from './enqueueWork';

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('enqueueWork, %s', databaseId => {
  const soon = new Date('2026-01-01T00:00:00.000Z');
  const later = new Date('2026-01-01T00:05:00.000Z');

  it('adds a row, then lets the sooner time win, with a new ticket each time', async () => {
    const knex = await databases.init(databaseId);
    const read = () =>
      knex('work').where({ kind: 'cluster', id: 'c1' }).first();

    await enqueueWork(knex, { kind: 'cluster', id: 'c1', dueAt: later });
    const first = await read();
    expect(first).toMatchObject({
      due_at: later.toISOString(),
      attempts: 0,
      claimed_by: null,
    });

    await enqueueWork(knex, { kind: 'cluster', id: 'c1', dueAt: soon });
    const second = await read();
    expect(second.due_at).toBe(soon.toISOString());
    expect(second.ticket).not.toBe(first.ticket);

    await enqueueWork(knex, { kind: 'cluster', id: 'c1', dueAt: later });
    const third = await read();
    expect(third.due_at).toBe(soon.toISOString());
    expect(third.ticket).not.toBe(second.ticket);
    await expect(knex('work')).resolves.toHaveLength(1);
  });

  it('belongs to the transaction that decides', async () => {
    const knex = await databases.init(databaseId);
    await expect(
      knex.transaction(async tx => {
        await enqueueWork(tx, { kind: 'change', id: 'x', dueAt: soon });
        throw new Error('decided otherwise');
      }),
    ).rejects.toThrow('decided otherwise');
    await expect(knex('work')).resolves.toEqual([]);
  });
});
