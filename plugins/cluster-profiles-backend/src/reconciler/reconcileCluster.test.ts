import { ProviderRefusedError } from '@cluster-profiles/plugin-cluster-profiles-node';
import {
  aDesiredState,
  aLayer,
  aTarget,
  withLayer,
} from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import type { Knex } from 'knex';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { reconcileWorld } from './__testUtils__/reconcileWorld';
import { publishedFor, seedRevision } from './__testUtils__/seedCluster';
import type { ReconcilerOptions } from './types';

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())(
  'reconcileCluster, %s',
  databaseId => {
    let knex: Knex;
    beforeEach(async () => {
      knex = await databases.init(databaseId);
    });

    it('creates: provider, network, then the rest, then proof', async () => {
      const { pass, world, cluster, change, uid, places, announced } =
        await reconcileWorld(knex);
      const rounds: string[][] = [];
      const waits: Array<number | undefined> = [];
      for (let round = 0; round < 4; round++) {
        const before = world.writes.length;
        waits.push(await pass());
        rounds.push(world.writes.slice(before));
      }
      expect(rounds).toEqual([
        [`apply ${uid}/1/provider`],
        [`layer ${uid}/1/layer/cilium`],
        [`layer ${uid}/1/layer/ingress`],
        [],
      ]);
      expect(waits).toEqual([2, 2, 2, 60]);
      await expect(cluster()).resolves.toMatchObject({
        phase: 'ready',
        phase_reason: 'Revision 1 runs as desired',
        drift: 'InSync',
        applied_revision: 1,
        has_issue: false,
      });
      const { state, steps } = await change();
      expect(state).toBe('applied');
      expect(steps.map(({ state: it }: any) => it)).toEqual(
        steps.map(() => 'done'),
      );
      expect(places).toEqual(
        expect.arrayContaining([
          'work-claimed',
          'before-recheck',
          'before-start-applying',
          'after-start-applying',
          'before-provider-apply',
          'after-provider-apply',
          'before-layer-apply',
          'after-layer-apply',
          'before-observed-stored',
          'before-mark-applied',
          'after-mark-applied',
        ]),
      );

      // At rest: nothing is written, and nobody is told.
      const { updated_at: updatedAt, observed_at: observedAt } =
        await cluster();
      announced.length = 0;
      await pass(10);
      await expect(cluster()).resolves.toMatchObject({
        updated_at: updatedAt,
        observed_at: observedAt,
      });
      await pass(60);
      const later = await cluster();
      expect(later.updated_at).toBe(updatedAt);
      expect(later.observed_at > observedAt).toBe(true);
      expect(announced).toEqual([]);
      expect(world.writes).toHaveLength(3);
    });

    it('looks once for a creation: what was not there cannot have moved', async () => {
      const { pass, world } = await reconcileWorld(knex);
      const calls: string[] = [];
      world.onCall = method => {
        calls.push(method);
      };
      await pass();
      expect(calls.filter(call => call.startsWith('provider'))).toEqual([
        'provider.observe',
        'provider.apply',
      ]);
    });

    it('prunes what is no longer desired, dependents first', async () => {
      const first = aDesiredState();
      const { settle, pass, world, uid } = await reconcileWorld(knex, {
        desired: {
          ...first,
          layers: [
            ...first.layers,
            aLayer({ name: 'logging', dependsOn: ['ingress'] }),
          ],
        },
      });
      await settle();
      const smaller = publishedFor({
        ...first,
        layers: first.layers.slice(0, 3),
      }).desired;
      await knex('profile_versions').update({
        document: JSON.stringify(publishedFor(smaller).document),
        digest: smaller.profiles[0].digest,
      });
      await seedRevision(knex, { kind: 'upgrade', desired: smaller });
      world.writes.length = 0;
      await settle();
      expect(world.writes).toEqual([
        `apply ${uid}/2/provider`,
        `prune ${uid}/2/prune/logging`,
        `prune ${uid}/2/prune/ingress`,
      ]);
      await expect(pass()).resolves.toBe(60);
    });

    it('corrects drift only where it is told to', async () => {
      const { settle, pass, world, uid, cluster, clock } = await reconcileWorld(
        knex,
        {
          desired: withLayer(aDesiredState(), 'ingress', {
            driftMode: 'correct',
          }),
        },
      );
      await settle();
      world.writes.length = 0;
      const layers = world.layers.get(uid)!;
      layers.set('cilium', { ...layers.get('cilium')!, drift: 'Drifted' });
      await pass();
      expect(world.writes).toEqual([]);
      await expect(cluster()).resolves.toMatchObject({
        phase: 'ready',
        drift: 'Drifted',
        has_issue: true,
      });
      layers.set('ingress', { ...layers.get('ingress')!, drift: 'Drifted' });
      await pass();
      expect(world.writes).toEqual([
        `layer ${uid}/1/layer/ingress/${clock.now().toISOString()}`,
      ]);
    });

    it('goes on when a layer has been in sync, whatever drifts later, and not before', async () => {
      const first = aDesiredState();
      const { settle, pass, world, uid, cluster, change } =
        await reconcileWorld(knex, {
          desired: {
            ...first,
            layers: [
              ...first.layers,
              aLayer({ name: 'logging', dependsOn: ['ingress'] }),
            ],
          },
        });
      world.drifts.add('ingress');
      await settle();
      const layers = world.layers.get(uid)!;
      expect([...layers.keys()]).toEqual(['cilium', 'ingress']);
      await expect(cluster()).resolves.toMatchObject({
        phase: 'provisioning',
        phase_reason: expect.stringContaining(
          'ingress is healthy, but not in sync: it has not been in sync since it was applied',
        ),
        drift: 'Drifted',
      });
      const { steps } = await change();
      expect(steps).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ id: 'layer/ingress', state: 'running' }),
          expect.objectContaining({
            id: 'layer/logging',
            state: 'waiting',
            message: 'waits for ingress',
          }),
        ]),
      );

      world.drifts.clear();
      layers.set('ingress', { ...layers.get('ingress')!, drift: 'InSync' });
      await pass();
      expect([...layers.keys()]).toContain('logging');
      layers.set('ingress', { ...layers.get('ingress')!, drift: 'Drifted' });
      await settle();
      await expect(cluster()).resolves.toMatchObject({
        phase: 'ready',
        drift: 'Drifted',
      });
      await expect(change()).resolves.toMatchObject({ state: 'applied' });
    });

    it.each<[string, Partial<ReconcilerOptions>, string]>([
      [
        'another endpoint',
        { targets: [aTarget({ endpoint: 'https://elsewhere' })] },
        'another endpoint now; propose a retarget',
      ],
      ['no target', { targets: [] }, 'not configured any more'],
      ['no provider', { providers: new Map() }, 'No provider simulator'],
      ['no engine', { engines: new Map() }, 'No add-on engine simulator'],
    ])('is held with %s', async (_, options, reason) => {
      const { pass, world, cluster, change } = await reconcileWorld(
        knex,
        options,
      );
      await pass();
      expect(world.writes).toEqual([]);
      await expect(cluster()).resolves.toMatchObject({
        phase: 'held',
        phase_reason: expect.stringContaining(reason),
      });
      await expect(change()).resolves.toMatchObject({ state: 'accepted' });
    });

    it('does not write what went stale', async () => {
      const { pass, world, change, cluster, lifecycle } =
        await reconcileWorld(knex);
      lifecycle.recheck = async () => ({
        holds: false,
        reason: 'the policy is stricter now',
        plan: {} as any,
      });
      await expect(pass()).resolves.toBeUndefined();
      expect(world.writes).toEqual([]);
      await expect(change()).resolves.toMatchObject({ state: 'stale' });
      await expect(cluster()).resolves.toMatchObject({
        desired_revision: null,
      });
    });

    it('fails when the deadline passes, goes on, and is applied on a later proof', async () => {
      const { pass, settle, world, change, cluster } =
        await reconcileWorld(knex);
      world.bend = observed => ({
        ...observed,
        machines: observed.machines.map(machine =>
          machine.pool === 'general'
            ? { ...machine, ready: false, message: 'no capacity' }
            : machine,
        ),
      });
      await settle();
      await expect(cluster()).resolves.toMatchObject({
        phase: 'provisioning',
        phase_reason: 'Workers general: 0 of 2 machines ready, no capacity',
      });
      await pass(3_600);
      await expect(change()).resolves.toMatchObject({
        state: 'failed',
        state_reason: expect.stringContaining('no capacity'),
      });
      await expect(cluster()).resolves.toMatchObject({
        phase: 'degraded',
        has_issue: true,
      });
      world.bend = observed => observed;
      await pass();
      await expect(change()).resolves.toMatchObject({ state: 'applied' });
      await expect(cluster()).resolves.toMatchObject({ phase: 'ready' });
    });

    it('fails when a layer takes longer than it may', async () => {
      const { pass, settle, world, change, cluster, uid } =
        await reconcileWorld(knex);
      await pass();
      await pass();
      const held = world.layers.get(uid)!;
      held.set('cilium', {
        ...held.get('cilium')!,
        health: 'Degraded',
        message: 'CrashLoopBackOff',
      });
      await settle();
      await expect(change()).resolves.toMatchObject({ state: 'applying' });
      await expect(cluster()).resolves.toMatchObject({
        phase: 'provisioning',
        has_issue: true,
      });
      await pass(15 * 60);
      await expect(change()).resolves.toMatchObject({
        state: 'failed',
        state_reason: expect.stringContaining(
          'Not healthy in time: cilium. cilium is degraded: CrashLoopBackOff',
        ),
      });
    });

    it('shows a refusal and does not give up; anything else backs off after being stored', async () => {
      const { pass, world, cluster, change, claim, reconciler, clock } =
        await reconcileWorld(knex);
      world.errors['provider.apply'] = new ProviderRefusedError(
        'quota exceeded',
      );
      await expect(pass()).resolves.toBe(2);
      await expect(cluster()).resolves.toMatchObject({
        phase: 'provisioning',
        phase_reason: 'quota exceeded',
        has_issue: true,
      });
      expect((await change()).steps[0]).toMatchObject({
        state: 'running',
        message: 'quota exceeded',
      });
      world.errors['provider.apply'] = new Error('connection reset');
      clock.advance(2);
      const item = await claim();
      await expect(
        reconciler.handler(item, { signal: new AbortController().signal }),
      ).rejects.toThrow('connection reset');
      await expect(cluster()).resolves.toMatchObject({
        phase_reason: 'Trying again: Error: connection reset',
      });
    });

    it('says at the proof what keeps it from being given', async () => {
      const { pass, settle, world, change, cluster } =
        await reconcileWorld(knex);
      world.bend = observed =>
        observed && {
          ...observed,
          layers: observed.layers.map(layer => ({
            ...layer,
            health: 'Degraded',
            message: 'two nodes report pressure',
          })),
        };
      await settle();
      const { state, steps } = await change();
      expect(state).toBe('applying');
      expect(steps.at(-1)).toMatchObject({
        id: 'proof',
        state: 'running',
        message: expect.stringContaining('two nodes report pressure'),
      });
      expect((await cluster()).has_issue).toBe(true);
      world.bend = observed => observed;
      await pass();
      await expect(cluster()).resolves.toMatchObject({
        phase: 'ready',
        has_issue: false,
      });
      expect((await change()).steps.at(-1)).not.toHaveProperty('message');
    });

    it('pauses: told once, nothing else, not even layers', async () => {
      const { settle, pass, world, cluster, uid, desired } =
        await reconcileWorld(knex);
      await settle();
      world.writes.length = 0;
      world.layers.get(uid)!.delete('ingress');
      await seedRevision(knex, {
        kind: 'pause',
        desired: { ...desired, paused: true },
      });
      await settle();
      expect(world.writes).toEqual([`apply ${uid}/2/provider`]);
      await expect(cluster()).resolves.toMatchObject({
        phase: 'paused',
        applied_revision: 2,
      });
      await expect(pass()).resolves.toBe(60);
    });

    it('writes nothing after its claim was lost', async () => {
      const { world, claim, reconciler, cluster, change, clock } =
        await reconcileWorld(knex);
      const before = await cluster();
      clock.advance(2);
      const item = await claim();
      const lost = new AbortController();
      world.onCall = async method => {
        if (method === 'provider.observe') {
          lost.abort(new Error('The claim is lost'));
        }
      };
      await expect(
        reconciler.handler(item, { signal: lost.signal }),
      ).rejects.toThrow('The claim is lost');
      expect(world.writes).toEqual([]);

      // A lost claim that the signal has not told of yet: the stored state is guarded by the claim itself.
      let steps: unknown;
      world.onCall = async method => {
        if (method === 'provider.apply') {
          ({ steps } = await change());
          await knex('work').update({ claimed_by: 'somebody else' });
        }
      };
      await reconciler.handler(item, { signal: new AbortController().signal });
      await expect(cluster()).resolves.toMatchObject({
        phase: before.phase,
        conditions: before.conditions,
        observed_at: null,
      });
      await expect(change()).resolves.toMatchObject({ steps });
    });

    it('stores nothing about a revision that is no longer desired', async () => {
      const { world, pass, cluster, uid } = await reconcileWorld(knex);
      const before = await cluster();
      world.onCall = async method => {
        if (method === 'provider.apply') {
          await knex('clusters').where({ uid }).update({ desired_revision: 2 });
        }
      };
      await expect(pass()).resolves.toBe(0);
      await expect(cluster()).resolves.toMatchObject({
        phase: before.phase,
        observed_at: null,
      });
    });

    it('ends the same wherever a pass is interrupted', async () => {
      const crashed = new Set<string>();
      const { pass, settle, world, cluster, change, desired } =
        await reconcileWorld(knex, {
          checkpoints: {
            reach: async name => {
              if (!crashed.has(name)) {
                crashed.add(name);
                throw new Error(`crash at ${name}`);
              }
            },
          },
        });
      const survive = async () => {
        for (let round = 0; round < 40; round++) {
          await pass(40).catch(() => {});
        }
      };
      await survive();
      await expect(cluster()).resolves.toMatchObject({
        phase: 'ready',
        applied_revision: 1,
      });
      const removal = await seedRevision(knex, {
        kind: 'delete',
        desired: { ...desired, deleted: true },
      });
      crashed.clear();
      await survive();
      await settle();
      await expect(cluster()).resolves.toMatchObject({ phase: 'deleted' });
      await expect(change(removal)).resolves.toMatchObject({
        state: 'applied',
      });
      expect(world.clusters.size).toBe(0);
    });
  },
);
