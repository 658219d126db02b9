import { mockServices } from '@backstage/backend-test-utils';
import type { Clock } from '@cluster-profiles/plugin-cluster-profiles-node';
import {
  aDesiredState,
  aTarget,
  noBytes,
  noFiles,
} from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import type { Knex } from 'knex';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { enqueueWork } from '../work/enqueueWork';
import type { WorkHandler } from '../work/types';
import { WorkPump } from '../work/WorkPump';
import { ScriptedWorld } from './__testUtils__/scripted';
import { seedCluster } from './__testUtils__/seedCluster';
import { storedLifecycle } from './__testUtils__/storedLifecycle';
import { RecordKeys } from '../record/RecordKeys';
import { createReconciler } from './createReconciler';

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
jest.setTimeout(60_000);

const clock: Clock = { now: () => new Date(), random: () => 0.5 };

async function until(condition: () => boolean | Promise<boolean>) {
  for (let tries = 0; tries < 1_000; tries++) {
    if (await condition()) {
      return;
    }
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  throw new Error('It did not happen in time');
}

describe.each(databases.eachSupportedId())('createReconciler, %s', id => {
  const stops: Array<() => Promise<void>> = [];
  let knex: Knex;
  let world: ScriptedWorld;

  beforeEach(async () => {
    knex = await databases.init(id);
    world = new ScriptedWorld();
  });
  afterEach(async () => {
    for (const stop of stops.splice(0)) {
      await stop();
    }
  });

  /** One backend: a reconciler with its pump. */
  function startBackend(wrap: (handler: WorkHandler) => WorkHandler) {
    const logger = mockServices.logger.mock();
    const pumps: WorkPump[] = [];
    const reconciler = createReconciler({
      knex,
      clock,
      checkpoints: { reach: async () => {} },
      logger,
      providers: new Map([['simulator', world.provider]]),
      engines: new Map([['simulator', world.engine]]),
      files: noFiles,
      bytes: noBytes,
      targets: [aTarget()],
      lifecycle: storedLifecycle(knex, clock),
      keys: RecordKeys.create([]),
      instanceId: 'here',
      writeSwitch: { isWriting: async () => ({ writes: true }) },
      announce: async () => {},
      config: {
        convergingSeconds: 0.05,
        restingSeconds: 60,
        concurrency: 4,
        leaseSeconds: 30,
      },
      wake: () => pumps[0].wake(),
    });
    const pump = new WorkPump({
      knex,
      clock,
      logger,
      handlers: { cluster: wrap(reconciler.handler), change: async () => ({}) },
      concurrency: { cluster: 4, change: 1 },
      leaseSeconds: 30,
      pollSeconds: 0.05,
    });
    stops.push(async () => {
      await reconciler.stop();
      await pump.stop();
    });
    pumps.push(pump);
    reconciler.start();
    pump.start();
  }

  it('shares the work among backends, and never holds one cluster twice', async () => {
    const count = 12;
    for (let index = 0; index < count; index++) {
      await seedCluster(knex, {
        desired: aDesiredState({
          cluster: {
            uid: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
            name: `cluster-${index}`,
          },
        }),
      });
    }
    world.onCall = () => new Promise(resolve => setTimeout(resolve, 5));

    const spans: Array<{ id: string; from: number; to: number }> = [];
    const passes = [0, 0];
    let tick = 0;
    const recorded =
      (backend: number) =>
      (handler: WorkHandler): WorkHandler =>
      async (item, options) => {
        passes[backend] += 1;
        tick += 1;
        const from = tick;
        try {
          return await handler(item, options);
        } finally {
          tick += 1;
          spans.push({ id: item.id, from, to: tick });
        }
      };
    startBackend(recorded(0));
    startBackend(recorded(1));
    await until(
      async () =>
        (await knex('clusters').where({ phase: 'ready' })).length === count &&
        (await knex('changes').where({ state: 'applied' })).length === count,
    );

    const overlaps = spans.filter(a =>
      spans.some(
        b => a !== b && a.id === b.id && a.from < b.to && b.from < a.to,
      ),
    );
    expect(overlaps).toEqual([]);
    expect(Math.min(...passes)).toBeGreaterThan(0);
    // Each write took effect once.
    expect(new Set(world.writes).size).toBe(world.writes.length);
    expect(world.writes).toHaveLength(3 * count);
  });

  it.each(['provider', 'engine'] as const)(
    'takes hints of the watch of a %s, again after it broke, and ignores unknown clusters',
    async who => {
      let watches = 0;
      let hint: (uid: string) => void = () => {};
      world[who].watch = async ({ onHint }) => {
        watches += 1;
        if (watches === 1) {
          throw new Error('broken');
        }
        hint = onHint;
        await new Promise(() => {}); // Ignores its signal.
      };
      const { uid } = await seedCluster(knex);
      const passes: string[] = [];
      startBackend(handler => async (item, options) => {
        passes.push(item.id);
        return handler(item, options);
      });
      await until(
        async () =>
          watches === 2 &&
          (await knex('clusters').where({ phase: 'ready' })).length === 1,
      );
      await until(
        async () => (await knex('work').whereNull('claimed_by')).length === 1,
      );
      const before = passes.length;
      hint('unknown');
      for (let times = 0; times < 5; times++) {
        hint(uid);
        await new Promise(resolve => setTimeout(resolve, 10));
      }
      await until(() => passes.length === before + 1);
      await new Promise(resolve => setTimeout(resolve, 500));
      // One look is for all that moved together.
      expect(passes).toHaveLength(before + 1);
      expect(passes.at(-1)).toBe(uid);
      await expect(knex('work').where({ id: 'unknown' })).resolves.toEqual([]);
    },
  );

  it('leaves a cluster that was enqueued without a revision alone', async () => {
    await enqueueWork(knex, { kind: 'cluster', id: 'x', dueAt: clock.now() });
    startBackend(handler => handler);
    await until(async () => (await knex('work')).length === 0);
    expect(world.writes).toEqual([]);
  });
});
