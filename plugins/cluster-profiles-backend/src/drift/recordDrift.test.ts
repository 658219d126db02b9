import type {
  DriftMode,
  ObjectDifference,
  ObservedLayer,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  aDesiredState,
  withLayer,
} from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import { ProviderRefusedError } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { findActivity } from '../activity/listActivity';
import { seedRevision } from '../reconciler/__testUtils__/seedCluster';
import { reconcileWorld } from '../reconciler/__testUtils__/reconcileWorld';
import { aDifference } from './__testUtils__/findings';
import { askForCorrection } from './askForCorrection';

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('drift, %s', databaseId => {
  let knex: Knex;
  beforeEach(async () => {
    knex = await databases.init(databaseId);
  });

  const findings = () => knex('drift_findings').orderBy('opened_at');
  const entries = async () =>
    (
      await findActivity(knex, {}).orderBy('id').select('type', 'message')
    ).filter(({ type }: { type: string }) => type.startsWith('drift-'));
  const types = async () =>
    (await entries()).map(({ type }: { type: string }) => type);

  async function start(
    driftMode: DriftMode = 'report',
    exceptions?: Parameters<typeof withLayer>[2]['driftExceptions'],
  ) {
    const world = await reconcileWorld(knex, {
      desired: withLayer(aDesiredState(), 'ingress', {
        driftMode,
        ...(exceptions && { driftExceptions: exceptions }),
      }),
    });
    await world.settle();
    const writes = () =>
      world.world.writes.filter(write => write.includes('layer/ingress'));
    const before = writes().length;
    const set = (seen: Partial<ObservedLayer>) => {
      const layers = world.world.layers.get(world.uid)!;
      layers.set('ingress', { ...layers.get('ingress')!, ...seen });
    };
    return {
      ...world,
      set,
      see: async (...differences: ObjectDifference[]) => {
        set({
          drift: differences.length > 0 ? 'Drifted' : 'InSync',
          differences,
        });
        return world.pass();
      },
      corrections: () => writes().length - before,
    };
  }

  it('is listed once with its fields and who wrote them, until it changes and ends', async () => {
    const { see, clock, uid, corrections } = await start();
    await see(aDifference());
    const opened = clock.now().toISOString();
    await see(aDifference());
    expect(await findings()).toEqual([
      expect.objectContaining({
        cluster_uid: uid,
        layer: 'ingress',
        object: aDifference().object,
        opened_at: opened,
        changed_at: opened,
        closed_at: null,
        differences: JSON.stringify([aDifference()]),
      }),
    ]);
    await see(aDifference({ observed: 7 }));
    expect(await findings()).toEqual([
      expect.objectContaining({
        opened_at: opened,
        changed_at: clock.now().toISOString(),
      }),
    ]);
    await see();
    expect(await findings()).toEqual([
      expect.objectContaining({ outcome: 'gone', open_key: null }),
    ]);
    expect(await types()).toEqual(['drift-opened', 'drift-closed']);
    expect((await entries())[0].message).toContain(
      'Deployment ingress/controller, written by kubectl',
    );
    expect(corrections()).toBe(0);
  });

  it('fills neither list nor record when it comes and goes', async () => {
    const { see } = await start();
    for (let round = 0; round < 5; round++) {
      await see(aDifference({ observed: round }));
      await see();
    }
    expect(await findings()).toHaveLength(1);
    expect(await types()).toEqual(['drift-opened', 'drift-closed']);
  });

  it('is on the record before it is corrected, and the correction is not repeated at once', async () => {
    const { see, set, pass, world, corrections } = await start('correct');
    const seenAtWrite: string[][] = [];
    world.onCall = async method => {
      if (method === 'engine.apply') {
        seenAtWrite.push(await types());
        // It takes its time.
        set({ drift: 'Drifted', differences: [aDifference()] });
      }
    };
    await see(aDifference());
    expect(corrections()).toBe(1);
    expect(seenAtWrite).toEqual([['drift-opened', 'drift-corrected']]);
    const [, { message }] = await entries();
    expect(message).toContain('written by kubectl');
    // It is looked at when the pause of ten seconds is over.
    expect(await see(aDifference())).toBe(8);
    expect(corrections()).toBe(1);
    await pass(20);
    await see();
    expect(await findings()).toEqual([
      expect.objectContaining({ outcome: 'corrected' }),
    ]);
  });

  it('is corrected when somebody asks for it, in his name', async () => {
    const { see, uid, clock, pass, corrections } = await start();
    await see(aDifference());
    expect(corrections()).toBe(0);
    const cluster = { uid, name: 'checkout-dev' };
    await askForCorrection(knex, {
      cluster,
      layer: 'ingress',
      actor: 'user:default/paula',
      now: clock.now(),
    });
    await pass();
    expect(corrections()).toBe(1);
    expect((await entries()).at(-1)!.message).toContain(
      'as user:default/paula asked',
    );
    await pass();
    await expect(
      askForCorrection(knex, {
        cluster,
        layer: 'ingress',
        actor: 'user:default/paula',
        now: clock.now(),
      }),
    ).rejects.toThrow('has not drifted');
  });

  it('is never corrected while the chain of the cluster does not verify', async () => {
    const { see, cluster, corrections } = await start('correct');
    await knex('approvals').delete();
    await see(aDifference());
    expect(corrections()).toBe(0);
    await expect(cluster()).resolves.toMatchObject({ phase: 'held' });
    expect(await types()).toEqual([]);
  });

  it('is let be for a while, and comes back', async () => {
    const { see, pass, cluster, clock } = await start('report', [
      {
        object: 'Deployment',
        path: '/spec/replicas',
        reason: 'An autoscaler decides',
        until: '2026-01-01T02:00:00.000Z',
      },
    ]);
    await see(aDifference());
    expect(await findings()).toEqual([]);
    await expect(cluster()).resolves.toMatchObject({ drift: 'InSync' });
    expect(clock.now().toISOString() < '2026-01-01T02').toBe(true);
    await pass(3 * 3600);
    await expect(cluster()).resolves.toMatchObject({ drift: 'Drifted' });
    expect(await findings()).toHaveLength(1);
  });

  it('ends with the cluster', async () => {
    const { see, pass, desired } = await start();
    await see(aDifference());
    await seedRevision(knex, {
      kind: 'delete',
      desired: { ...desired, deleted: true },
    });
    await pass();
    expect(await findings()).toEqual([
      expect.objectContaining({ outcome: 'replaced', open_key: null }),
    ]);
  });

  it('is corrected although what the layer depends on is not well: it stands already', async () => {
    const { see, world, uid, corrections } = await start('correct');
    const layers = world.layers.get(uid)!;
    layers.set('cilium', { ...layers.get('cilium')!, health: 'Degraded' });
    await see(aDifference());
    expect(corrections()).toBe(1);
    expect(await types()).toEqual(['drift-opened', 'drift-corrected']);
  });

  it('counts as corrected only where that is sent: not while there is no way in, nor on the way to another content', async () => {
    const { see, set, pass, world, corrections } = await start('correct');
    world.bend = observed => ({ ...observed, apiReachable: false });
    await see(aDifference());
    await pass(20);
    expect(corrections()).toBe(0);
    world.bend = observed => observed;
    world.errors['engine.apply'] = new ProviderRefusedError('No source');
    set({ digest: undefined, version: undefined });
    await pass(20);
    expect(await types()).toEqual(['drift-opened']);
    expect(await findings()).toEqual([
      expect.objectContaining({ corrections: 0, corrected_at: null }),
    ]);
  });

  it('keeps nothing that looks like a secret', async () => {
    const { see } = await start();
    await see(
      aDifference({
        path: '/spec/containers/web/env/PASSWORD/value',
        desired: '',
        observed: 'hunter2',
      }),
    );
    const [{ differences }] = await findings();
    const [{ observed }] = await knex('clusters').select('observed');
    expect(JSON.parse(differences)).toMatchObject([{ hidden: 'secret' }]);
    expect(differences).not.toContain('hunter2');
    expect(observed).toContain('env/PASSWORD');
    expect(observed).not.toContain('hunter2');
  });

  it('closes nothing while it is not known which fields differ', async () => {
    const { see, set, pass } = await start();
    await see(aDifference());
    set({
      drift: 'InSync',
      differences: [],
      fieldsUnknown: { reason: 'Argo CD does not answer', retry: true },
    });
    await pass();
    expect(await findings()).toEqual([
      expect.objectContaining({ closed_at: null }),
    ]);
    set({ fieldsUnknown: undefined });
    await pass();
    expect(await findings()).toEqual([
      expect.objectContaining({ outcome: 'gone' }),
    ]);
  });

  it('waits with a correction until it is known what it undoes', async () => {
    const { set, pass, corrections } = await start('correct');
    set({
      drift: 'Drifted',
      differences: [{ object: 'Deployment a/b', path: '', whole: 'unknown' }],
      fieldsUnknown: { reason: 'Argo CD does not answer', retry: true },
    });
    await pass();
    expect(corrections()).toBe(0);
    set({ fieldsUnknown: undefined });
    await pass();
    expect(corrections()).toBe(1);
  });
});
