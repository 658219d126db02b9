import { randomUUID } from 'node:crypto';
import { mockServices } from '@backstage/backend-test-utils';
import type { Clock } from '@cluster-profiles/plugin-cluster-profiles-node';
import {
  aDesiredState,
  aTarget,
  noBytes,
  noFiles,
} from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import type { Knex } from 'knex';
import { applyMigrations } from '../../plugins/cluster-profiles-backend/src/database/applyMigrations';
import { RecordKeys } from '../../plugins/cluster-profiles-backend/src/record/RecordKeys';
import { createReconciler } from '../../plugins/cluster-profiles-backend/src/reconciler/createReconciler';
import { ScriptedWorld } from '../../plugins/cluster-profiles-backend/src/reconciler/__testUtils__/scripted';
import { seedCluster } from '../../plugins/cluster-profiles-backend/src/reconciler/__testUtils__/seedCluster';
import { storedLifecycle } from '../../plugins/cluster-profiles-backend/src/reconciler/__testUtils__/storedLifecycle';
import type { WorkHandler } from '../../plugins/cluster-profiles-backend/src/work/types';
import type { Benchmark } from './Benchmark';
import { compare, perSecond } from './compare';
import { onEachDatabase } from './onEachDatabase';
import { workOnce } from './workOnce';

const CLUSTERS = 100;
const ROUNDS = 9;
const PASSES_TO_REST = 5;
const clock: Clock = { now: () => new Date(), random: () => 0.5 };
const logger = mockServices.rootLogger();

/** Passes over clusters at rest, beside claiming and completing as many rows of work with nothing to do. */
export const run: Benchmark = ({ postgres, report }) =>
  onEachDatabase(postgres, async ({ name, create }) => {
    const knex = await create();
    await applyMigrations(knex);
    for (let index = 0; index < CLUSTERS; index++) {
      await seedCluster(knex, {
        desired: aDesiredState({
          cluster: { uid: randomUUID(), name: `bench-${index}` },
        }),
      });
    }
    const { provider, engine } = new ScriptedWorld();
    const reconciler = createReconciler({
      knex,
      clock,
      logger,
      checkpoints: { reach: async () => {} },
      providers: new Map([['simulator', provider]]),
      files: noFiles,
      bytes: noBytes,
      engines: new Map([['simulator', engine]]),
      targets: [aTarget()],
      lifecycle: storedLifecycle(knex, clock),
      keys: RecordKeys.create([]),
      instanceId: 'here',
      writeSwitch: { isWriting: async () => ({ writes: true }) },
      announce: async () => {},
      // At rest for no time, so that each pass stores when it looked.
      config: {
        convergingSeconds: 2,
        restingSeconds: 0,
        concurrency: 10,
        leaseSeconds: 30,
      },
    });
    for (let pass = 0; pass < PASSES_TO_REST; pass++) {
      await workOnAll(knex, reconciler.handler);
    }
    await requireRest(knex);

    const { value, baseline } = await compare({
      rounds: ROUNDS,
      subject: () =>
        perSecond(CLUSTERS, () => workOnAll(knex, reconciler.handler)),
      baseline: () =>
        perSecond(CLUSTERS, () => workOnAll(knex, async () => ({}))),
    });
    await requireRest(knex);
    report({ name: `reconciles/${name}`, value, unit: '1/s', baseline });
  });

/** Makes all clusters due and works until each was worked on once. */
async function workOnAll(knex: Knex, handler: WorkHandler): Promise<void> {
  await knex('work').update({ due_at: clock.now().toISOString() });
  await workOnce({
    knex,
    clock,
    logger,
    handler,
    count: CLUSTERS,
    concurrency: 10,
  });
}

async function requireRest(knex: Knex): Promise<void> {
  const phases = await knex('clusters').distinct('phase').pluck('phase');
  const states = await knex('changes').distinct('state').pluck('state');
  if (`${phases}/${states}` !== 'ready/applied') {
    throw new Error(`Clusters are ${phases}, their changes ${states}`);
  }
}
