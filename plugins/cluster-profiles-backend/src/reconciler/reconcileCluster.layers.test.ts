import {
  ProviderRefusedError,
  ProviderUnreachableError,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import {
  aDesiredState,
  aLayer,
} from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import type { Knex } from 'knex';
import { toClusterDetail } from '../clusters/toCluster';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { reconcileWorld } from './__testUtils__/reconcileWorld';
import { publishedFor, seedRevision } from './__testUtils__/seedCluster';

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())(
  'reconcileCluster where layers fail, %s',
  databaseId => {
    let knex: Knex;
    beforeEach(async () => {
      knex = await databases.init(databaseId);
    });

    /** A world whose engine says no to some layers, and takes its time with others. */
    async function layeredWorld(...names: string[]) {
      const first = aDesiredState();
      const made = await reconcileWorld(knex, {
        desired: {
          ...first,
          layers: [...first.layers, ...names.map(name => aLayer({ name }))],
        },
      });
      const { world, uid, cluster, desired } = made;
      const errors = new Map<string, Error>();
      const slow = new Set<string>();
      const asked: string[] = [];
      const { apply, prune } = world.engine;
      world.engine.apply = async options => {
        const { name } = options.layer;
        asked.push(name);
        if (errors.has(name)) {
          throw errors.get(name);
        }
        await apply(options);
        if (slow.has(name)) {
          const layers = world.layers.get(uid)!;
          layers.set(name, {
            ...layers.get(name)!,
            version: undefined,
            health: 'Progressing',
            message: '1 of 2 replicas',
          });
        }
      };
      world.engine.prune = async options => {
        asked.push(options.layer);
        if (errors.has(options.layer)) {
          throw errors.get(options.layer);
        }
        await prune(options);
      };
      const detail = async () =>
        toClusterDetail(
          await knex('clusters').where({ uid }).first(),
          { profiles: [], behind: 0 },
          desired,
        );
      return {
        ...made,
        errors,
        slow,
        asked,
        told: async () =>
          Object.fromEntries(
            (await detail()).layers.map(({ name, observed }) => [
              name,
              observed?.message,
            ]),
          ),
        steps: async (changeId?: string) =>
          Object.fromEntries(
            (await made.change(changeId)).steps.map(
              ({ id, message }: { id: string; message?: string }) => [
                id,
                message,
              ],
            ),
          ),
        reason: async () => (await cluster()).phase_reason,
      };
    }

    it('tells at each what became of its write, and why the change failed of all', async () => {
      const { settle, pass, errors, slow, told, steps, reason, change } =
        await layeredWorld('mirrored', 'other', 'fine');
      errors.set('mirrored', new ProviderRefusedError('The mirror is locked'));
      errors.set('other', new Error('Cannot render'));
      slow.add('ingress');
      await expect(settle()).rejects.toThrow('Cannot render');
      expect((await told()).other).toBe('Trying again: Error: Cannot render');
      errors.set('other', new ProviderRefusedError('No source'));
      await pass(40);
      await settle();

      expect(await told()).toEqual({
        ubuntu: undefined,
        kubernetes: undefined,
        cilium: undefined,
        ingress: '1 of 2 replicas',
        mirrored: 'The mirror is locked',
        other: 'No source',
        fine: undefined,
      });
      expect(await steps()).toMatchObject({
        'layer/ingress': '1 of 2 replicas',
        'layer/mirrored': 'The mirror is locked',
        'layer/other': 'No source',
        'layer/fine': undefined,
      });
      expect(await reason()).toBe(
        'mirrored: The mirror is locked; other: No source',
      );
      await pass(3_600);
      await expect(change()).resolves.toMatchObject({
        state: 'failed',
        state_reason: expect.stringMatching(
          /ingress is progressing: 1 of 2 replicas.*mirrored is not there yet: The mirror is locked.*other is not there yet: No source/,
        ),
      });

      errors.clear();
      await settle();
      expect(await told()).toMatchObject({
        mirrored: undefined,
        other: undefined,
      });
    });

    it('tells it beside what still runs of the version before, and of what is to go', async () => {
      const { settle, errors, told, steps, desired, world, uid, cluster } =
        await layeredWorld('old');
      await settle();
      const later = publishedFor({
        ...desired,
        layers: desired.layers
          .filter(({ name }) => name !== 'old')
          .map(layer =>
            layer.name === 'ingress' ? { ...layer, values: { a: 1 } } : layer,
          ),
      }).desired;
      await knex('profile_versions').update({
        document: JSON.stringify(publishedFor(later).document),
        digest: later.profiles[0].digest,
      });
      const id = await seedRevision(knex, { kind: 'upgrade', desired: later });
      errors.set('ingress', new ProviderRefusedError('No source'));
      errors.set('old', new ProviderRefusedError('It is protected'));
      await settle();

      expect(await told()).toMatchObject({
        ingress: 'No source',
        old: 'It is protected',
      });
      expect(await steps(id)).toMatchObject({
        'layer/ingress': 'No source',
        'prune/old': 'It is protected',
      });
      expect(world.layers.get(uid)!.get('ingress')).toMatchObject({
        health: 'Healthy',
      });
      expect((await cluster()).has_issue).toBe(true);
    });

    it('tells it of what is to go with the cluster', async () => {
      const { settle, pass, errors, desired, steps, change } =
        await layeredWorld('other');
      await settle();
      const id = await seedRevision(knex, {
        kind: 'delete',
        desired: { ...desired, deleted: true },
      });
      errors.set('ingress', new ProviderRefusedError('It is protected'));
      errors.set('other', new ProviderRefusedError('No way in'));
      await settle();
      expect(await steps(id)).toMatchObject({
        'prune/ingress': 'It is protected',
        'prune/other': 'No way in',
      });
      await knex('changes')
        .where({ id })
        .update({ deadline_at: '2026-01-01T00:00:00.000Z' });
      await pass();
      await expect(change(id)).resolves.toMatchObject({
        state_reason: expect.stringContaining(
          'ingress (It is protected), other (No way in)',
        ),
      });
    });

    it('goes on with the others when something that one layer needs does not answer', async () => {
      const { settle, pass, errors, asked, told, cluster } = await layeredWorld(
        'gone',
        'lost',
        'fine',
      );
      errors.set('gone', new ProviderUnreachableError('The registry is down'));
      errors.set('lost', new ProviderUnreachableError('The cluster is silent'));
      await pass();
      await pass();
      await pass();
      expect(asked).toEqual(['cilium', 'ingress', 'gone', 'lost', 'fine']);
      expect(await told()).toMatchObject({
        gone: 'The registry is down',
        lost: 'The cluster is silent',
      });
      errors.clear();
      await settle();
      await expect(cluster()).resolves.toMatchObject({ phase: 'ready' });
    });

    it('asks a silent engine for no other layer', async () => {
      const { pass, errors, asked, world, cluster } = await layeredWorld(
        'second',
        'third',
      );
      await pass();
      await pass();
      asked.length = 0;
      const silent = new ProviderUnreachableError('Argo CD is down');
      errors.set('ingress', silent);
      let looks = 0;
      world.onCall = method => {
        looks += method === 'engine.observe' ? 1 : 0;
        if (looks > 1) {
          throw silent;
        }
      };
      await pass();
      expect(asked).toEqual(['ingress']);
      await expect(cluster()).resolves.toMatchObject({
        phase: 'unknown',
        phase_reason: expect.stringContaining('Argo CD is down'),
      });
    });
  },
);
