import type { DriftState } from '@cluster-profiles/plugin-cluster-profiles-common';
import { ProviderUnreachableError } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { reconcileWorld } from './__testUtils__/reconcileWorld';
import { seedRevision } from './__testUtils__/seedCluster';
import { storeStanding } from './storeStanding';

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())(
  'the notice of drift, %s',
  databaseId => {
    let knex: Knex;
    beforeEach(async () => {
      knex = await databases.init(databaseId);
    });

    const notices = async (): Promise<Array<Record<string, unknown>>> => {
      const rows = await knex('notices').orderBy('created_at');
      return rows.map(({ notice }) => JSON.parse(notice));
    };

    async function start() {
      const world = await reconcileWorld(knex);
      await world.settle();
      const see = async (drift: DriftState, layer = 'cilium') => {
        const layers = world.world.layers.get(world.uid)!;
        layers.set(layer, { ...layers.get(layer)!, drift });
        await world.pass();
      };
      return { ...world, see };
    }

    it('goes to the owner once, however often the drift is seen', async () => {
      const { see, pass } = await start();
      expect(await notices()).toEqual([]);
      await see('Drifted');
      await see('Drifted');
      await see('Drifted', 'ingress');
      await pass(600);
      expect(await notices()).toEqual([
        expect.objectContaining({
          recipients: [expect.stringMatching(/^group:/)],
          topic: 'drift',
          description: expect.stringContaining('in cilium.'),
        }),
      ]);
      const work = await knex('work').where({ kind: 'notice' });
      expect(work).toHaveLength(1);
    });

    it('goes again, in the place of the one before, after the cluster was in sync', async () => {
      const { see } = await start();
      await see('Drifted');
      await see('InSync');
      expect(await notices()).toHaveLength(1);
      await see('Drifted', 'ingress');
      const [first, second, ...more] = await notices();
      expect(more).toEqual([]);
      expect(second.scope).toBe(first.scope);
    });

    it('does not go again because the cluster could not be seen for a while', async () => {
      const { see, pass, world, cluster } = await start();
      await see('Drifted');
      world.errors['provider.observe'] = new ProviderUnreachableError('down');
      await pass();
      await expect(cluster()).resolves.toMatchObject({ drift: 'Unknown' });
      delete world.errors['provider.observe'];
      await see('Drifted');
      await expect(cluster()).resolves.toMatchObject({ drift: 'Drifted' });
      expect(await notices()).toHaveLength(1);
    });

    it('waits until a change under way has ended', async () => {
      const { see, settle, desired, world } = await start();
      world.bend = observed => ({ ...observed, current: false });
      await seedRevision(knex, { kind: 'resize', desired });
      await see('Drifted');
      expect(await notices()).toEqual([]);
      world.bend = observed => observed;
      await settle();
      expect(await notices()).toHaveLength(1);
    });

    it('goes once when two replicas find the same drift', async () => {
      const { uid, claim, clock } = await start();
      const item = await claim();
      const before = await knex('clusters').where({ uid }).first();
      const store = () =>
        storeStanding(knex, {
          item,
          before,
          found: {
            phase: before.phase,
            reason: before.phase_reason,
            conditions: JSON.parse(before.conditions),
            drift: 'Drifted',
            hasIssue: true,
            driftNotice: {
              recipients: ['group:default/checkout'],
              exclude: [],
              title: 'Drifted',
              link: '/',
              severity: 'normal',
              topic: 'drift',
              scope: 'cluster/u/drift',
            },
          },
          now: clock.now(),
          restingSeconds: 60,
        });
      const outcomes = await Promise.all([store(), store()]);
      expect(outcomes.sort()).toEqual(['lost', 'stored']);
      expect(await notices()).toHaveLength(1);
    });

    it('is not left behind by a pass that lost its claim', async () => {
      const { uid, see, claim } = await start();
      await claim();
      await knex('work')
        .where({ kind: 'cluster', id: uid })
        .update({ claimed_by: null, lease_until: null });
      await see('InSync');
      const before = await knex('clusters').where({ uid }).first();
      await expect(
        storeStanding(knex, {
          item: {
            kind: 'cluster',
            id: uid,
            ticket: 'old',
            claimedBy: 'somebody-else',
            attempts: 0,
          },
          before,
          found: {
            phase: before.phase,
            reason: before.phase_reason,
            conditions: [],
            drift: 'Drifted',
            hasIssue: true,
            driftNotice: {
              recipients: [],
              exclude: [],
              title: '',
              link: '/',
              severity: 'normal',
              topic: 'drift',
              scope: 's',
            },
          },
          now: new Date(),
          restingSeconds: 60,
        }),
      ).resolves.toBe('lost');
      expect(await notices()).toEqual([]);
    });
  },
);
