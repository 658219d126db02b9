import { createServiceFactory } from '@backstage/backend-plugin-api';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  signalKey,
  type Change,
  type SubjectSignal,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { PLATFORM, startWorld, type World } from '../__testUtils__/startWorld';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});

describe.each(databases.eachSupportedId())(
  'approvals of a plan that is void, %p',
  databaseId => {
    let world: World;
    let knex: Knex;
    let signals: SubjectSignal[] = [];

    beforeAll(async () => {
      knex = await databases.init(databaseId);
      world = await startWorld({
        knex,
        config: {
          policies: [
            {
              name: 'two',
              match: { stage: 'production' },
              require: [{ group: PLATFORM, approvals: 2 }],
            },
          ],
        },
        features: [
          createServiceFactory({
            service: signalsServiceRef,
            deps: {},
            factory: () => ({
              publish: async signal =>
                void signals.push(signal.message as unknown as SubjectSignal),
            }),
          }),
        ],
      });
      await world.publish();
      await world.publish({ version: '1.1.0', metricsServer: '3.13.1' });
    });
    afterAll(() => world.stop());

    const approveBoth = async (change: Change) => {
      for (const who of ['pete', 'paula']) {
        expect((await world.approve(who, change)).status).toBe(200);
      }
      return world.until(change.id, state => state === 'applied');
    };
    const production = async (cluster: string) =>
      approveBoth(
        await world.propose(
          'alice',
          world.create({ cluster, target: 'prod-eu1' }),
        ),
      );
    const resize = (cluster: string, general: number) =>
      world.propose('alice', {
        kind: 'resize',
        cluster,
        workers: { general },
      });
    const told = (change: Change) =>
      signals.filter(
        ({ subject, key }) =>
          subject === 'change' && key === signalKey(change.id),
      ).length;

    /** The first of two approvals is refused, and leaves nothing but a stale change. */
    async function expectRefused(change: Change, reason: RegExp) {
      signals = [];
      const { status, body } = await world.approve('pete', change);
      expect([status, body.error.message]).toEqual([
        409,
        expect.stringMatching(reason),
      ]);
      expect(told(change)).toBe(1);
      const stale = (await world.as('pete')('get', `/changes/${change.id}`))
        .body;
      expect(stale).toMatchObject({
        state: 'stale',
        stateReason: expect.stringMatching(reason),
        approval: { given: [] },
      });
      const { body: record } = await world.as('paula')(
        'get',
        `/activity?changeId=${change.id}`,
      );
      expect(record.items.map(({ type }: { type: string }) => type)).toEqual(
        expect.not.arrayContaining(['change-approved']),
      );
    }

    it('are refused when the cluster has moved on, which open pages are told of at once', async () => {
      await production('moved');
      const waiting = await resize('moved', 3);
      const other = await resize('moved', 4);
      signals = [];
      await approveBoth(other);
      expect(told(waiting)).toBeGreaterThan(0);
      await expectRefused(
        waiting,
        /^The plan changed: The cluster has changed since this was planned; plan again$/,
      );
    });

    it('are refused when what was planned is withdrawn, and count again once it is back', async () => {
      await production('withdrawn');
      const upgrade = await world.propose('alice', {
        kind: 'upgrade',
        cluster: 'withdrawn',
        version: '1.1.0',
      });
      const setState = (state: string) =>
        knex('profile_versions').where({ version: '1.1.0' }).update({ state });
      await setState('withdrawn');
      // Whoever may not decide turns nothing stale.
      expect((await world.approve('sam', upgrade)).status).toBe(403);
      await expectRefused(
        upgrade,
        /^The plan changed: It is blocked now: .*withdrawn.*; plan again$/,
      );

      await setState('published');
      await world.as('alice')('post', `/changes/${upgrade.id}/replan`);
      await approveBoth(
        await world.until(upgrade.id, state => state === 'awaiting-approval'),
      );
    });

    it('can still be rejected', async () => {
      await production('rejected');
      const waiting = await resize('rejected', 3);
      await approveBoth(await resize('rejected', 4));
      const { status } = await world.as('pete')(
        'post',
        `/changes/${waiting.id}/reject`,
        { planDigest: waiting.planDigest, comment: 'Not this one' },
      );
      expect(status).toBe(200);
      await world.until(waiting.id, state => state === 'rejected');
    });
  },
);
