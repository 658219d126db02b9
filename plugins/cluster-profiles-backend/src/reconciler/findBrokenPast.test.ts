import {
  aDesiredState,
  withLayer,
} from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import type { Knex } from 'knex';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { recordActivity } from '../activity/recordActivity';
import { aDifference } from '../drift/__testUtils__/findings';
import { allowAlterations } from '../record/__testUtils__/allowAlterations';
import { aKey } from '../record/__testUtils__/keys';
import { RecordKeys } from '../record/RecordKeys';
import { reconcileWorld } from './__testUtils__/reconcileWorld';

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())(
  'the record of a cluster at rest, %s',
  databaseId => {
    const signing = RecordKeys.create([aKey('one').config], {
      // What is seeded is not signed.
      unsignedUntil: '2026-01-01T00:00:01.000Z',
    });
    let knex: Knex;
    beforeEach(async () => {
      knex = await databases.init(databaseId);
      await allowAlterations(knex);
    });

    async function start(keys = signing) {
      const world = await reconcileWorld(knex, {
        keys,
        recordMinutes: 60,
        desired: withLayer(aDesiredState(), 'ingress', {
          driftMode: 'correct',
        }),
      });
      for (const type of ['change-proposed', 'change-approved']) {
        world.clock.advance(1);
        await recordActivity(knex, {
          at: world.clock.now().toISOString(),
          actor: 'user:default/alice',
          subject: { kind: 'cluster', name: 'checkout-dev', uid: world.uid },
          type,
          message: 'As it was',
        });
      }
      await world.settle();
      expect((await world.cluster()).phase).toBe('ready');
      world.world.writes.length = 0;
      return world;
    }
    const setType = (type: string) =>
      knex('activity').where({ sequence: 2 }).update({ type });

    it('is gone along at least once in the time that is set, and holds the cluster as long as it is not whole', async () => {
      const { pass, cluster } = await start();
      const { record_due_at: due } = await cluster();
      await pass();
      expect((await cluster()).record_due_at).toBe(due);
      await setType('change-rejected');
      await pass(20 * 60);
      expect((await cluster()).phase).toBe('ready');
      for (const seconds of [40 * 60, 60]) {
        await pass(seconds);
        expect(await cluster()).toMatchObject({
          phase: 'held',
          phase_reason: expect.stringMatching(
            /^activity: Entry 2 of cluster:.* was altered/,
          ),
        });
      }
      await setType('change-approved');
      await pass(60);
      expect((await cluster()).phase).toBe('ready');
    });

    it('is gone along before drift is undone: nothing is corrected while it is not whole', async () => {
      const { pass, cluster, world, uid } = await start();
      await setType('change-rejected');
      const layers = world.layers.get(uid)!;
      layers.set('ingress', {
        ...layers.get('ingress')!,
        drift: 'Drifted',
        differences: [aDifference()],
      });
      await pass();
      expect((await cluster()).phase).toBe('held');
      expect(world.writes).toEqual([]);
      const corrected = () =>
        knex('activity').where({ type: 'drift-corrected' });
      expect(await corrected()).toEqual([]);
      await setType('change-approved');
      await pass();
      expect(world.writes).toEqual([expect.stringContaining('layer/ingress')]);
      expect(await corrected()).toHaveLength(1);
    });

    it('is not looked at where nothing is signed', async () => {
      const { pass, cluster } = await start(RecordKeys.create([]));
      await setType('change-rejected');
      await pass(120 * 60);
      expect(await cluster()).toMatchObject({
        phase: 'ready',
        record_due_at: null,
      });
    });
  },
);
