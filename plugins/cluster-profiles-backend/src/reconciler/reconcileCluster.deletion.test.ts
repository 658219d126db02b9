import type { DesiredState } from '@cluster-profiles/plugin-cluster-profiles-common';
import { ProviderUnreachableError } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { reconcileWorld } from './__testUtils__/reconcileWorld';
import { seedRevision } from './__testUtils__/seedCluster';

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())(
  'reconcileCluster deleting, %s',
  databaseId => {
    let knex: Knex;
    beforeEach(async () => {
      knex = await databases.init(databaseId);
    });

    describe('delete', () => {
      const remove = (desired: DesiredState) =>
        seedRevision(knex, {
          kind: 'delete',
          desired: { ...desired, deleted: true },
        });

      it('removes layers, then the cluster with its network, then what the engine keeps, then proves it', async () => {
        const { settle, world, cluster, change, uid, desired } =
          await reconcileWorld(knex);
        await settle();
        world.writes.length = 0;
        const id2 = await remove(desired);
        await settle();
        expect(world.writes).toEqual([
          `prune ${uid}/2/prune/ingress`,
          `delete ${uid}/2/delete`,
          `prune ${uid}/2/abandon/cilium`,
          `delete ${uid}/2/delete`,
        ]);
        await expect(change(id2)).resolves.toMatchObject({ state: 'applied' });
        const row = await cluster();
        expect(row).toMatchObject({ phase: 'deleted', observed: null });
        expect(row.deleted_at).not.toBeNull();
        expect(world.clusters.size).toBe(0);
        await expect(knex('work')).resolves.toEqual([]);
      });

      it('lists the removal of a layer even when the process died right after it', async () => {
        let dying = false;
        const { pass, settle, change, desired } = await reconcileWorld(knex, {
          checkpoints: {
            reach: async name => {
              if (dying && name === 'before-observed-stored') {
                dying = false;
                throw new Error('The process died');
              }
            },
          },
        });
        await settle();
        const id = await remove(desired);
        dying = true;
        await expect(pass()).rejects.toThrow('The process died');
        await pass(40);
        await settle();
        expect((await change(id)).steps).toContainEqual(
          expect.objectContaining({ id: 'prune/ingress', state: 'done' }),
        );
      });

      it('works while provisioning, when nothing was ever there, and twice', async () => {
        const { pass, world, cluster, desired } = await reconcileWorld(knex);
        await pass();
        await remove(desired);
        world.bend = observed => ({ ...observed, apiReachable: false });
        await pass();
        await pass();
        await expect(cluster()).resolves.toMatchObject({ phase: 'deleted' });
        await expect(pass()).resolves.toBeUndefined();
      });

      it('is not blocked for ever by a layer that does not go', async () => {
        const { settle, pass, world, cluster, change, desired, uid } =
          await reconcileWorld(knex);
        await settle();
        const id2 = await remove(desired);
        world.engine.prune = async ({ layer, marks }) => {
          world.writes.push(`prune ${marks.idempotencyKey}`);
          if (layer !== 'ingress') {
            world.layers.get(uid)!.delete(layer);
          }
        };
        await settle();
        await expect(cluster()).resolves.toMatchObject({ phase: 'deleting' });
        expect(world.clusters.size).toBe(1);
        await pass(15 * 60);
        await settle();
        await expect(cluster()).resolves.toMatchObject({ phase: 'deleted' });
        const { state, steps } = await change(id2);
        expect(state).toBe('applied');
        expect(steps).toContainEqual(
          expect.objectContaining({
            id: 'prune/ingress',
            state: 'skipped',
            message: 'Not gone in time: left behind',
          }),
        );
      });

      it('has patience with an API that does not answer while layers are to go first', async () => {
        const { settle, pass, world, cluster, change, desired, uid } =
          await reconcileWorld(knex);
        await settle();
        const id = await remove(desired);
        world.writes.length = 0;
        world.bend = observed => ({ ...observed, apiReachable: false });
        await settle();
        expect(world.writes).toEqual([]);
        await expect(cluster()).resolves.toMatchObject({
          phase: 'deleting',
          phase_reason: expect.stringContaining('API'),
        });
        expect((await change(id)).steps).toContainEqual(
          expect.objectContaining({
            id: 'prune/ingress',
            state: 'running',
            message: 'waits for the API of the cluster to answer',
          }),
        );
        world.bend = observed => observed;
        await pass();
        expect(world.writes).toEqual([`prune ${uid}/2/prune/ingress`]);
        await settle();
        await expect(cluster()).resolves.toMatchObject({ phase: 'deleted' });
      });

      it('is not blocked for ever by an API that does not answer', async () => {
        const { settle, pass, world, cluster, change, desired, uid } =
          await reconcileWorld(knex);
        await settle();
        const id = await remove(desired);
        world.writes.length = 0;
        world.bend = observed => ({ ...observed, apiReachable: false });
        await settle();
        await pass(15 * 60);
        await settle();
        expect(world.writes).toEqual([
          `delete ${uid}/2/delete`,
          `prune ${uid}/2/abandon/cilium`,
          `prune ${uid}/2/abandon/ingress`,
          `delete ${uid}/2/delete`,
        ]);
        await expect(cluster()).resolves.toMatchObject({ phase: 'deleted' });
        expect((await change(id)).steps).toContainEqual(
          expect.objectContaining({
            id: 'prune/ingress',
            state: 'skipped',
            message: 'Not gone in time: left behind',
          }),
        );
      });

      it('is not blocked for ever by a silent engine', async () => {
        const { settle, pass, world, cluster, desired } =
          await reconcileWorld(knex);
        await settle();
        await remove(desired);
        world.errors['engine.observe'] = new ProviderUnreachableError('silent');
        await settle();
        expect(world.clusters.size).toBe(1);
        await expect(cluster()).resolves.toMatchObject({ phase: 'deleting' });
        await pass(15 * 60);
        await settle();
        await expect(cluster()).resolves.toMatchObject({ phase: 'deleted' });
      });

      it('proves nothing while the provider is unreachable', async () => {
        const { settle, world, cluster, desired } = await reconcileWorld(knex);
        await settle();
        await remove(desired);
        world.errors['provider.observe'] = new ProviderUnreachableError(
          'silent',
        );
        await settle();
        await expect(cluster()).resolves.toMatchObject({
          phase: 'unknown',
          deleted_at: null,
        });
      });
    });
  },
);
