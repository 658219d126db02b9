import type { Leftovers } from '@cluster-profiles/plugin-cluster-profiles-node';
import { aDesiredState } from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import type { Knex } from 'knex';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { reconcileWorld } from './__testUtils__/reconcileWorld';
import { publishedFor, seedRevision } from './__testUtils__/seedCluster';

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())(
  'what layers leave behind, %s',
  databaseId => {
    let knex: Knex;
    beforeEach(async () => {
      knex = await databases.init(databaseId);
    });

    /** A world whose engine leaves a namespace, with what it was given to see to it. */
    async function leavingWorld() {
      const made = await reconcileWorld(knex);
      const given: Array<Leftovers | undefined> = [];
      const { prune } = made.world.engine;
      made.world.engine.prune = async options => {
        given.push(options.leftovers);
        await options.leftovers?.tell('Namespace x stays');
        await prune(options);
      };
      const asked: number[] = [];
      made.world.provider.hasDeliveryAccess = () => true;
      made.world.provider.deliveryAccess = async ({ seconds }) => {
        asked.push(seconds);
        return {
          server: 'https://cluster.example',
          certificateAuthority: 'PEM',
          token: 't',
          expiresAt: '2026-01-01T01:00:00.000Z',
        };
      };
      await made.settle();
      return { ...made, given, asked };
    }

    it('is told at the step that removes the layer, and on the record', async () => {
      const { settle, given, asked, change, uid, desired } =
        await leavingWorld();
      const smaller = publishedFor({
        ...desired,
        layers: desired.layers.slice(0, 3),
      }).desired;
      await knex('profile_versions').update({
        document: JSON.stringify(publishedFor(smaller).document),
        digest: smaller.profiles[0].digest,
      });
      const changeId = await seedRevision(knex, {
        kind: 'upgrade',
        desired: smaller,
      });
      await settle();
      expect((await change(changeId)).steps).toContainEqual(
        expect.objectContaining({
          id: 'prune/ingress',
          state: 'done',
          leaves: 'Namespace x stays',
        }),
      );
      await expect(
        knex('activity')
          .where({ type: 'layer-left-something', change_id: changeId })
          .select('subject_uid'),
      ).resolves.toEqual([{ subject_uid: uid }]);
      await given[0]!.access!();
      expect(asked).toEqual([600]);
    });

    it('is told as well at the step that brings another version', async () => {
      const { world, settle, change, desired } = await leavingWorld();
      const { apply } = world.engine;
      world.engine.apply = async options => {
        await options.leftovers?.tell('Namespace y stays');
        await apply(options);
      };
      const other = publishedFor({
        ...desired,
        layers: desired.layers.map(layer =>
          layer.name === 'ingress' ? { ...layer, version: '9.0.0' } : layer,
        ),
      });
      await knex('profile_versions').update({
        document: JSON.stringify(other.document),
        digest: other.desired.profiles[0].digest,
      });
      const changeId = await seedRevision(knex, {
        kind: 'upgrade',
        desired: other.desired,
      });
      await settle();
      expect((await change(changeId)).steps).toContainEqual(
        expect.objectContaining({
          id: 'layer/ingress',
          state: 'done',
          leaves: 'Namespace y stays',
        }),
      );
      await expect(
        knex('activity')
          .join('activity_words', 'activity_id', 'activity.id')
          .where({ type: 'layer-left-something', change_id: changeId })
          .select('message'),
      ).resolves.toEqual([
        { message: 'Layer ingress was changed. Namespace y stays' },
      ]);
    });

    it('does not matter where the cluster goes', async () => {
      const { settle, given } = await leavingWorld();
      await seedRevision(knex, {
        kind: 'delete',
        desired: { ...publishedFor(aDesiredState()).desired, deleted: true },
      });
      await settle();
      expect(given.length).toBeGreaterThan(0);
      expect(given.every(it => it === undefined)).toBe(true);
    });
  },
);
