import { mockServices } from '@backstage/backend-test-utils';
import type { DesiredState } from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  aTarget,
  noBytes,
  noFiles,
} from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import type { Knex } from 'knex';
import { RecordKeys } from '../../record/RecordKeys';
import { claimWork } from '../../work/claimWork';
import { completeWork } from '../../work/completeWork';
import { enqueueWork } from '../../work/enqueueWork';
import { testClock } from '../../work/__testUtils__/testClock';
import { createReconciler } from '../createReconciler';
import type { ReconcilerOptions } from '../types';
import { ScriptedWorld } from './scripted';
import { seedCluster } from './seedCluster';
import { storedLifecycle } from './storedLifecycle';

/** A seeded cluster with a reconciler around a scripted world. */
export async function reconcileWorld(
  knex: Knex,
  options: Partial<ReconcilerOptions> & { desired?: DesiredState } = {},
) {
  const clock = testClock();
  const world = new ScriptedWorld();
  const seeded = await seedCluster(knex, options);
  const { uid } = seeded;
  const lifecycle = storedLifecycle(knex, clock);
  const places: string[] = [];
  const announced: string[] = [];
  const reconciler = createReconciler({
    knex,
    clock,
    checkpoints: { reach: async name => void places.push(name) },
    logger: mockServices.logger.mock(),
    providers: new Map([['simulator', world.provider]]),
    engines: new Map([['simulator', world.engine]]),
    files: noFiles,
    bytes: noBytes,
    targets: [aTarget()],
    lifecycle,
    keys: RecordKeys.create([]),
    instanceId: 'here',
    writeSwitch: { isWriting: async () => ({ writes: true }) },
    announce: async ({ name }) => void announced.push(name),
    config: {
      convergingSeconds: 2,
      restingSeconds: 60,
      concurrency: 10,
      leaseSeconds: 30,
    },
    ...options,
  });
  let claims = 0;
  const claim = async () => {
    await enqueueWork(knex, { kind: 'cluster', id: uid, dueAt: clock.now() });
    claims += 1;
    const [item] = await claimWork(knex, {
      kind: 'cluster',
      limit: 1,
      leaseSeconds: 30,
      claimedBy: `claim-${claims}`,
      clock,
    });
    return item;
  };
  /** One pass; seconds until the next look, undefined for none. */
  const pass = async (seconds = 2) => {
    clock.advance(seconds);
    const item = await claim();
    const now = clock.now().getTime();
    const outcome = await reconciler.handler(item, {
      signal: new AbortController().signal,
    });
    await completeWork(knex, { item, outcome });
    return outcome.nextDueAt && (outcome.nextDueAt.getTime() - now) / 1000;
  };
  const cluster = async () => {
    const row = await knex('clusters').where({ uid }).first();
    return {
      ...row,
      has_issue: Boolean(row.has_issue),
      conditions: JSON.parse(row.conditions),
    };
  };
  const change = async (changeId = seeded.changeId) => {
    const row = await knex('changes').where({ id: changeId }).first();
    return { ...row, steps: JSON.parse(row.steps) };
  };
  const settle = async () => {
    for (let round = 0; round < 8; round++) {
      await pass();
    }
  };
  return {
    ...seeded,
    clock,
    world,
    lifecycle,
    places,
    announced,
    reconciler,
    claim,
    pass,
    settle,
    cluster,
    change,
  };
}
