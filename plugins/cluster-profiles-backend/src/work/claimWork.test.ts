import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { testClock } from './__testUtils__/testClock';
import { claimWork } from './claimWork';
import { completeWork } from './completeWork';
import { enqueueWork } from './enqueueWork';
import { failWork } from './failWork';
import { heartbeatWork } from './heartbeatWork';
import { releaseWork } from './releaseWork';

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('claims, %s', databaseId => {
  async function setUp() {
    const knex = await databases.init(databaseId);
    const clock = testClock();
    return {
      knex,
      clock,
      enqueue: (id: string, seconds = 0) =>
        enqueueWork(knex, {
          kind: 'cluster',
          id,
          dueAt: new Date(clock.now().getTime() + seconds * 1000),
        }),
      claim: (claimedBy: string, limit = 10) =>
        claimWork(knex, {
          kind: 'cluster',
          limit,
          leaseSeconds: 30,
          claimedBy,
          clock,
        }),
      row: (id: string) => knex('work').where({ id }).first(),
    };
  }

  it('claims what is due, oldest first, within the limit, of one kind', async () => {
    const { knex, clock, enqueue, claim } = await setUp();
    await enqueue('late', 0);
    await enqueue('early', -10);
    await enqueue('future', 10);
    await enqueueWork(knex, { kind: 'change', id: 'x', dueAt: clock.now() });

    await expect(claim('p1', 1)).resolves.toEqual([
      expect.objectContaining({ id: 'early', claimedBy: 'p1', attempts: 0 }),
    ]);
    await expect(claim('p2')).resolves.toEqual([
      expect.objectContaining({ id: 'late', claimedBy: 'p2' }),
    ]);
    await expect(claim('p3')).resolves.toEqual([]);
    clock.advance(11);
    await expect(claim('p3')).resolves.toEqual([
      expect.objectContaining({ id: 'future' }),
    ]);
  });

  it('hands a row out again once its lease lapsed, unless it was extended', async () => {
    const { knex, clock, enqueue, claim, row } = await setUp();
    await enqueue('a');
    const [item] = await claim('p1');
    clock.advance(20);
    await expect(
      heartbeatWork(knex, { item, leaseSeconds: 30, clock }),
    ).resolves.toEqual(new Date(clock.now().getTime() + 30_000));
    clock.advance(20);
    await expect(claim('p2')).resolves.toEqual([]);
    clock.advance(20);
    const [second] = await claim('p2');
    expect(second.id).toBe('a');

    // Whoever lost the claim changes nothing any more.
    await expect(
      heartbeatWork(knex, { item, leaseSeconds: 30, clock }),
    ).resolves.toBeUndefined();
    await completeWork(knex, { item, outcome: {} });
    await failWork(knex, { item, error: new Error('late'), clock });
    await releaseWork(knex, { item });
    await expect(row('a')).resolves.toMatchObject({
      claimed_by: 'p2',
      attempts: 0,
      last_error: null,
    });
  });

  it('completes: removed, due later, or due at once when asked for meanwhile', async () => {
    const { knex, clock, enqueue, claim, row } = await setUp();
    await enqueue('a');
    const [first] = await claim('p1');
    const nextDueAt = new Date(clock.now().getTime() + 60_000);
    await completeWork(knex, { item: first, outcome: { nextDueAt } });
    await expect(row('a')).resolves.toMatchObject({
      due_at: nextDueAt.toISOString(),
      claimed_by: null,
      lease_until: null,
    });

    clock.advance(60);
    const [second] = await claim('p2');
    await enqueue('a', 300);
    await expect(claim('p3')).resolves.toEqual([]);
    await completeWork(knex, { item: second, outcome: {} });
    const [third] = await claim('p3');
    expect(third.id).toBe('a');
    await completeWork(knex, { item: third, outcome: {} });
    await expect(row('a')).resolves.toBeUndefined();
  });

  it('fails with exponential back-off and jitter, at most five minutes', async () => {
    const { knex, clock, enqueue, claim, row } = await setUp();
    await enqueue('a');
    const waits: number[] = [];
    for (let attempt = 0; attempt < 12; attempt++) {
      const [item] = await claim(`p${attempt}`);
      expect(item.attempts).toBe(attempt);
      await failWork(knex, { item, error: new Error('no luck'), clock });
      const { due_at: dueAt } = await row('a');
      waits.push((Date.parse(dueAt) - clock.now().getTime()) / 1000);
      clock.advance(waits.at(-1)!);
    }
    expect(waits.slice(0, 4)).toEqual([0.75, 1.5, 3, 6]);
    expect(waits.at(-1)).toBe(225);
    await expect(row('a')).resolves.toMatchObject({
      attempts: 12,
      last_error: 'Error: no luck',
    });
    clock.chance = 0.999;
    const [item] = await claim('last');
    await failWork(knex, { item, error: new Error('no luck'), clock });
    const { due_at: dueAt } = await row('a');
    expect(Date.parse(dueAt) - clock.now().getTime()).toBeLessThanOrEqual(
      300_000,
    );
  });

  it('does not make a request that came meanwhile wait for the back-off', async () => {
    const { knex, clock, enqueue, claim } = await setUp();
    await enqueue('a');
    const [item] = await claim('p1');
    await enqueue('a');
    await failWork(knex, { item, error: new Error('no luck'), clock });
    await expect(claim('p2')).resolves.toEqual([
      expect.objectContaining({ id: 'a', attempts: 1 }),
    ]);
  });

  it('gives a released row back without a failed attempt', async () => {
    const { knex, enqueue, claim } = await setUp();
    await enqueue('a');
    const [item] = await claim('p1');
    await releaseWork(knex, { item });
    await expect(claim('p2')).resolves.toEqual([
      expect.objectContaining({ id: 'a', attempts: 0 }),
    ]);
  });

  it('never hands one row to two, however many claim at once', async () => {
    const { enqueue, claim } = await setUp();
    for (let index = 0; index < 40; index++) {
      await enqueue(`c${index}`);
    }
    const claims = await Promise.all(
      Array.from({ length: 8 }, (_, index) => claim(`p${index}`, 10)),
    );
    const ids = claims.flat().map(item => item.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBe(40);
  });
});
