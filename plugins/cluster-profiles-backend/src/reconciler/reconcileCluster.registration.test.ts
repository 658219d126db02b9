import { mockServices } from '@backstage/backend-test-utils';
import {
  ProviderRefusedError,
  ProviderUnreachableError,
  type DeliveryAccess,
  type Registration,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { reconcileWorld } from './__testUtils__/reconcileWorld';
import { seedRevision } from './__testUtils__/seedCluster';

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
jest.setTimeout(60_000);

const CANARY = 'canary-token-6f1d';

describe.each(databases.eachSupportedId())(
  'reconcileCluster registering, %s',
  databaseId => {
    let knex: Knex;
    beforeEach(async () => {
      knex = await databases.init(databaseId);
    });

    /** A world whose engine has to be told of the cluster, with access for two days. */
    async function registeringWorld() {
      const logger = mockServices.logger.mock();
      const made = await reconcileWorld(knex, { logger });
      const { world, clock } = made;
      const seen: DeliveryAccess[] = [];
      const state: { registration?: Registration; refusal?: Error } = {};
      world.provider.hasDeliveryAccess = () => true;
      world.provider.deliveryAccess = async ({ seconds }) => {
        if (state.refusal) {
          throw state.refusal;
        }
        return {
          server: 'https://cluster.example',
          certificateAuthority: 'PEM',
          token: `${CANARY}-${seen.length}`,
          expiresAt: new Date(
            clock.now().getTime() + seconds * 1_000,
          ).toISOString(),
        };
      };
      world.engine.registration = async () => state.registration;
      world.engine.register = async ({ access, marks }) => {
        seen.push(access);
        const now = clock.now().getTime();
        state.registration = {
          registeredAt: new Date(now).toISOString(),
          renewAt: new Date(now + 24 * 3_600_000).toISOString(),
        };
        world.writes.push(`register ${marks.idempotencyKey}`);
      };
      world.engine.unregister = async ({ marks }) => {
        delete state.registration;
        world.writes.push(`unregister ${marks.idempotencyKey}`);
      };
      return { ...made, seen, state, logger };
    }

    it('comes once the API answers, before the first layer, and is renewed in time', async () => {
      const { settle, pass, world, uid, cluster, change, seen } =
        await registeringWorld();
      await settle();
      expect(world.writes).toEqual([
        `apply ${uid}/1/provider`,
        `register ${uid}/1/register`,
        `layer ${uid}/1/layer/cilium`,
        `layer ${uid}/1/layer/ingress`,
      ]);
      expect((await change()).steps).toContainEqual(
        expect.objectContaining({ id: 'registration', state: 'done' }),
      );
      await expect(cluster()).resolves.toMatchObject({ phase: 'ready' });

      await pass(23 * 3_600);
      expect(seen).toHaveLength(1);
      await pass(3_600);
      expect(seen).toHaveLength(2);
      await expect(cluster()).resolves.toMatchObject({ phase: 'ready' });
    });

    it('keeps layers away while it is refused, and says why', async () => {
      const { settle, world, state, cluster, change } =
        await registeringWorld();
      state.refusal = new ProviderRefusedError('The API gives no token');
      await settle();
      expect(world.layers.size).toBe(0);
      await expect(cluster()).resolves.toMatchObject({
        phase: 'provisioning',
        phase_reason: 'The API gives no token',
        has_issue: true,
      });
      expect((await change()).steps).toContainEqual(
        expect.objectContaining({
          id: 'registration',
          state: 'running',
          message: 'The API gives no token',
        }),
      );
      delete state.refusal;
      await settle();
      await expect(cluster()).resolves.toMatchObject({ phase: 'ready' });
    });

    it('shows that it cannot be renewed, and leaves the layers alone', async () => {
      const { settle, pass, state, cluster, world } = await registeringWorld();
      await settle();
      const writes = world.writes.length;
      state.refusal = new ProviderRefusedError('The API gives no token');
      await pass(25 * 3_600);
      await expect(cluster()).resolves.toMatchObject({
        phase: 'degraded',
        phase_reason: 'The API gives no token',
      });
      delete state.refusal;
      await pass();
      await expect(cluster()).resolves.toMatchObject({ phase: 'ready' });
      expect(world.writes.slice(writes)).toHaveLength(1);
    });

    it('holds no layer back when what it is renewed with does not answer', async () => {
      const { settle, pass, state, cluster, world, uid } =
        await registeringWorld();
      await settle();
      world.layers.get(uid)!.delete('ingress');
      state.refusal = new ProviderUnreachableError('No way in');
      await pass(25 * 3_600);
      expect(world.layers.get(uid)!.has('ingress')).toBe(true);
      await expect(cluster()).resolves.toMatchObject({
        phase: 'degraded',
        phase_reason: 'No way in',
      });
    });

    it('goes with the cluster, after its layers', async () => {
      const { settle, world, uid, desired, state } = await registeringWorld();
      await settle();
      world.writes.length = 0;
      await seedRevision(knex, {
        kind: 'delete',
        desired: { ...desired, deleted: true },
      });
      await settle();
      expect(world.writes).toEqual([
        `prune ${uid}/2/prune/ingress`,
        `delete ${uid}/2/delete`,
        `prune ${uid}/2/abandon/cilium`,
        `unregister ${uid}/2/unregister`,
        `delete ${uid}/2/delete`,
      ]);
      expect(state.registration).toBeUndefined();
    });

    it('leaves nothing secret in the database or the log', async () => {
      const { settle, pass, logger, seen } = await registeringWorld();
      await settle();
      await pass(25 * 3_600);
      expect(seen.map(({ token }) => token)).toEqual([
        `${CANARY}-0`,
        `${CANARY}-1`,
      ]);
      const tables = ['clusters', 'revisions', 'changes', 'activity', 'work'];
      const rows = await Promise.all(tables.map(table => knex(table)));
      expect(rows[0]).toHaveLength(1);
      const lines = [logger.info, logger.warn, logger.error, logger.debug].map(
        it => it.mock.calls,
      );
      expect(JSON.stringify([rows, lines])).not.toContain(CANARY);
    });
  },
);
