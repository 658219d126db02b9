import { mockServices } from '@backstage/backend-test-utils';
import type { Clock } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { enqueueWork } from './enqueueWork';
import type { WorkHandler } from './types';
import { WorkPump, type WorkPumpOptions } from './WorkPump';

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
jest.setTimeout(60_000);

const clock: Clock = { now: () => new Date(), random: () => 0.5 };
const sleep = (milliseconds: number) =>
  new Promise(resolve => setTimeout(resolve, milliseconds));

async function until(condition: () => boolean | Promise<boolean>) {
  for (let tries = 0; tries < 400; tries++) {
    if (await condition()) {
      return;
    }
    await sleep(25);
  }
  throw new Error('It did not happen in time');
}

describe.each(databases.eachSupportedId())('WorkPump, %s', databaseId => {
  const pumps: WorkPump[] = [];
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.init(databaseId);
  });
  afterEach(async () => {
    await Promise.all(pumps.splice(0).map(started => started.stop()));
  });

  function pump(cluster: WorkHandler, options: Partial<WorkPumpOptions> = {}) {
    const created = new WorkPump({
      knex,
      clock,
      logger: mockServices.logger.mock(),
      handlers: { cluster, change: async () => ({}) },
      concurrency: { cluster: 5, change: 1 },
      leaseSeconds: 30,
      pollSeconds: 0.1,
      ...options,
    });
    pumps.push(created);
    created.start();
    return created;
  }
  const enqueue = (id: string) =>
    enqueueWork(knex, { kind: 'cluster', id, dueAt: clock.now() });
  const idle = async () => (await knex('work')).length === 0;

  it('runs what is due, at most as many at once as it may', async () => {
    let now = 0;
    let most = 0;
    const done: string[] = [];
    for (let index = 0; index < 12; index++) {
      await enqueue(`c${index}`);
    }
    pump(
      async item => {
        now += 1;
        most = Math.max(most, now);
        await sleep(10);
        now -= 1;
        done.push(item.id);
        return {};
      },
      { concurrency: { cluster: 3, change: 1 }, pollSeconds: 60 },
    );
    await until(idle);
    expect(new Set(done).size).toBe(12);
    expect(done).toHaveLength(12);
    expect(most).toBe(3);
  });

  it('looks at once when woken', async () => {
    const seen: string[] = [];
    const created = pump(
      async item => {
        seen.push(item.id);
        return {};
      },
      { pollSeconds: 60 },
    );
    await sleep(50);
    await enqueue('a');
    created.wake();
    await until(() => seen.length === 1);
    expect(seen).toEqual(['a']);
  });

  it('works again on what was asked for meanwhile, and retries what failed', async () => {
    const runs: number[] = [];
    await enqueue('a');
    pump(async item => {
      runs.push(item.attempts);
      if (runs.length === 1) {
        await enqueue('a');
        return { nextDueAt: new Date(Date.now() + 3_600_000) };
      }
      if (runs.length === 2) {
        throw new Error('no luck');
      }
      return {};
    });
    await until(idle);
    expect(runs).toEqual([0, 0, 1]);
  });

  it('keeps a long item to itself', async () => {
    let holders = 0;
    let runs = 0;
    const handler: WorkHandler = async () => {
      holders += 1;
      runs += 1;
      expect(holders).toBe(1);
      await sleep(1_500);
      holders -= 1;
      return {};
    };
    await enqueue('a');
    pump(handler, { leaseSeconds: 0.5 });
    pump(handler, { leaseSeconds: 0.5 });
    await until(idle);
    expect(runs).toBe(1);
  });

  it('aborts an item whose claim was lost', async () => {
    let reason: unknown;
    await enqueue('a');
    pump(
      async (_, { signal }) => {
        await new Promise(resolve => signal.addEventListener('abort', resolve));
        reason = signal.reason;
        return {};
      },
      { leaseSeconds: 0.3 },
    );
    await until(async () => (await knex('work').first()).claimed_by !== null);
    await knex('work').update({
      claimed_by: 'somebody else',
      lease_until: new Date(Date.now() + 60_000).toISOString(),
    });
    await until(() => reason !== undefined);
    expect(String(reason)).toContain('The claim on cluster a is lost');
    await sleep(50);
    await expect(knex('work').first()).resolves.toMatchObject({
      claimed_by: 'somebody else',
    });
  });

  it('drains when stopped, aborts what takes too long, and gives it back', async () => {
    let aborted = false;
    let finished = false;
    await enqueue('quick');
    await enqueue('slow');
    const created = pump(
      async (item, { signal }) => {
        if (item.id === 'quick') {
          await sleep(100);
          finished = true;
          return {};
        }
        await new Promise((_, reject) =>
          signal.addEventListener('abort', () => reject(signal.reason)),
        ).catch(error => {
          aborted = true;
          throw error;
        });
        return {};
      },
      { drainSeconds: 0.3 },
    );
    await until(
      async () => (await knex('work').whereNotNull('claimed_by')).length === 2,
    );
    await created.stop();
    expect({ finished, aborted }).toEqual({ finished: true, aborted: true });
    await expect(knex('work')).resolves.toEqual([
      expect.objectContaining({ id: 'slow', claimed_by: null, attempts: 0 }),
    ]);
  });

  it('shares the work with another pump and never holds one item twice', async () => {
    const held = new Map<string, number>();
    const rounds = new Map<string, number>();
    const byPump = [0, 0];
    const overlaps: string[] = [];
    const handler =
      (index: number): WorkHandler =>
      async item => {
        const holders = (held.get(item.id) ?? 0) + 1;
        held.set(item.id, holders);
        if (holders > 1) {
          overlaps.push(item.id);
        }
        byPump[index] += 1;
        await sleep(5 + Math.random() * 10);
        held.set(item.id, held.get(item.id)! - 1);
        const round = (rounds.get(item.id) ?? 0) + 1;
        rounds.set(item.id, round);
        if (round === 2) {
          await enqueue(item.id);
        }
        return round < 5 ? { nextDueAt: new Date() } : {};
      };
    for (let index = 0; index < 20; index++) {
      await enqueue(`c${index}`);
    }
    pump(handler(0));
    pump(handler(1));
    await until(idle);
    expect(overlaps).toEqual([]);
    expect(Math.min(...byPump)).toBeGreaterThan(0);
    expect([...rounds.values()].every(round => round >= 5)).toBe(true);
  });
});
