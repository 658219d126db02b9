import { mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { Change } from '@cluster-profiles/plugin-cluster-profiles-common';
import { startWorld, type World } from '../__testUtils__/startWorld';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';

jest.setTimeout(90_000);

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
const OTHERS = /^You broke the glass for what.*ask platform or security$/;

describe.each(databases.eachSupportedId())(
  'what takes a use of break glass back, %s',
  databaseId => {
    let world: World;
    let own: Change;
    let others: Change;
    let revert: Change;

    const scale = (who: string, workers: number) =>
      world.propose(who, {
        kind: 'set-parameters',
        cluster: 'payments',
        parameters: { workers },
      });

    beforeEach(async () => {
      world = await startWorld({
        knex: await databases.init(databaseId),
        features: [
          mockServices.permissions.factory({ result: AuthorizeResult.ALLOW }),
        ],
        rootConfig: { permission: { enabled: true } },
        config: {
          policies: [
            {
              name: 'production',
              match: { stage: 'production', kind: ['set-parameters'] },
              require: [{ group: 'group:default/security' }],
            },
          ],
        },
      });
      await world.publish();
      await world.apply(world.create({ target: 'prod-eu1' }));
      const broken = await scale('alice', 4);
      await world.as('paula')('post', `/changes/${broken.id}/break-glass`, {
        planDigest: broken.planDigest,
        reason: 'The shop is down',
      });
      await world.until(broken.id, state => state === 'applied');
      own = await scale('paula', 6);
      others = await scale('alice', 5);
      const { body } = await world.as('sam')(
        'post',
        `/changes/${broken.id}/review`,
        { verdict: 'rejected', comment: 'Nobody was hurt' },
      );
      revert = await world.until(
        body.breakGlass.revert,
        state => state === 'awaiting-approval',
      );
    });
    afterEach(() => world.stop());

    const say = async (who: string, { id, planDigest }: Change, verb: string) =>
      world.as(who)('post', `/changes/${id}/${verb}`, {
        ...(verb !== 'cancel' &&
          verb !== 'replan' && { planDigest, comment: 'It has to stay' }),
        ...(verb === 'break-glass' && {
          comment: undefined,
          reason: 'It has to stay',
        }),
      });

    it('is neither decided nor cancelled nor held up by whoever broke the glass', async () => {
      const { body: seen } = await world.as('paula')(
        'get',
        `/changes/${revert.id}`,
      );
      for (const verb of ['approve', 'reject', 'cancel', 'replan'] as const) {
        const { status, body } = await say('paula', revert, verb);
        expect([verb, status, body.error?.message]).toEqual([
          verb,
          403,
          expect.stringMatching(OTHERS),
        ]);
        expect([verb, seen.permitted[verb]]).toEqual([
          verb,
          { allowed: false, reason: expect.stringMatching(OTHERS) },
        ]);
      }
      expect((await say('paula', revert, 'break-glass')).status).toBe(409);
      expect((await say('pete', revert, 'cancel')).body.state).toBe(
        'cancelled',
      );
    });

    it('is not overtaken by what he proposes, decides or breaks the glass for', async () => {
      const requests = [
        { kind: 'delete', cluster: 'payments' },
        { kind: 'roll-back', cluster: 'payments', revision: 1 },
        { kind: 'pause', cluster: 'payments' },
      ] as const;
      const { body: cluster } = await world.as('paula')(
        'get',
        '/clusters/payments',
      );
      for (const request of requests) {
        const { status, body } = await world.as('paula')(
          'post',
          '/changes',
          request,
        );
        expect([request.kind, status, body.error?.message]).toEqual([
          request.kind,
          403,
          expect.stringMatching(OTHERS),
        ]);
        expect([request.kind, cluster.permitted[request.kind]]).toEqual([
          request.kind,
          { allowed: false, reason: expect.stringMatching(OTHERS) },
        ]);
      }
      const glass = await say('paula', others, 'break-glass');
      expect([glass.status, glass.body.error?.message]).toEqual([
        409,
        expect.stringMatching(OTHERS),
      ]);
      expect((await say('paula', others, 'approve')).status).toBe(403);
      // It waited before the review was given.
      const { body: overtaking } = await say('sam', own, 'approve');
      expect([overtaking.state, overtaking.stateReason]).toEqual([
        'stale',
        expect.stringContaining('has to end first'),
      ]);
      expect((await world.cluster()).desired?.parameters.base).toEqual({
        workers: 4,
      });
    });

    it('leaves him free once it has ended', async () => {
      await say('pete', revert, 'approve');
      await world.until(revert.id, state => state === 'applied');
      expect((await scale('paula', 3)).state).toBe('awaiting-approval');
    });

    it('is decided by others as ever, who may overtake it', async () => {
      await say('sam', others, 'approve');
      await world.until(others.id, state => state === 'applied');
      expect((await scale('bob', 3)).state).toBe('awaiting-approval');
    });
  },
);
