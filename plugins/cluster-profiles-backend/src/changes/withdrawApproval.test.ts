import {
  addEvidenceLine,
  emptyEvidence,
  verifyEvidence,
  type Change,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { startWorld, type World } from '../__testUtils__/startWorld';
import type { ApprovalRow } from '../database/tables';
import { aKey } from '../record/__testUtils__/keys';
import { RecordKeys } from '../record/RecordKeys';

jest.setTimeout(90_000);

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
const HOUR = 3_600_000;

describe.each(databases.eachSupportedId())(
  'what is said and taken back, %p',
  id => {
    const key = aKey('one');
    const keys = RecordKeys.create([key.config]);
    let world: World;
    let knex: Knex;
    let ahead = 0;
    const opens = new Date(Math.ceil(Date.now() / HOUR) * HOUR + 2 * HOUR);

    beforeAll(async () => {
      knex = await databases.init(id);
      const place = { provider: 'simulator', region: 'eu-central-1' };
      world = await startWorld({
        knex,
        clock: { now: () => new Date(Date.now() + ahead), random: () => 0.5 },
        config: {
          reconciler: { convergingSeconds: 0.05, restingSeconds: 0.2 },
          record: { keys: [key.config] },
          targets: [
            {
              ...place,
              name: 'prod-eu1',
              stage: 'production',
              windows: [
                {
                  cron: `0 ${opens.getUTCHours()} * * *`,
                  durationMinutes: 60,
                },
              ],
            },
            { ...place, name: 'staging-eu1', stage: 'staging' },
          ],
          policies: [
            {
              name: 'two',
              match: { stage: 'staging' },
              require: [{ group: 'platform', approvals: 2 }],
            },
          ],
        },
      });
      await world.publish();
    });
    afterAll(() => world.stop());
    afterEach(() => {
      ahead = 0;
    });

    const takeBack = (
      name: string,
      change: Pick<Change, 'id' | 'planDigest'>,
      as = world.as(name),
    ) =>
      as('post', `/changes/${change.id}/withdraw-approval`, {
        planDigest: change.planDigest,
        comment: 'I overlooked the quota',
      });

    it('counts an approval that was taken back no more, and leaves it on the record, signed', async () => {
      const change = await world.propose(
        'alice',
        world.create({ cluster: 'half', target: 'staging-eu1' }),
      );
      await world.approve('pete', change);
      const { status, body } = await takeBack('pete', change);
      expect(status).toBe(200);
      expect(body).toMatchObject({
        state: 'awaiting-approval',
        missingApprovals: 2,
        stateReason: expect.stringContaining('pete took an approval back'),
        approval: {
          given: [
            {
              approver: 'user:default/pete',
              withdrawnAt: expect.any(String),
              withdrawalReason: 'I overlooked the quota',
            },
          ],
          missing: [{ count: 2 }],
        },
        permitted: { withdrawApproval: { allowed: false } },
      });
      const row = await knex<ApprovalRow>('approvals')
        .where({ change_id: change.id })
        .first();
      expect(row?.withdrawal_key_id).toBe('one');
      const again = await world.approve('pete', change);
      expect([again.status, again.body.error?.message]).toEqual([
        409,
        expect.stringContaining('You took your approval of this plan back'),
      ]);
      expect((await takeBack('pete', change)).status).toBe(409);
    });

    it('takes only what is one’s own, by one’s own sign-in', async () => {
      const change = await world.propose(
        'alice',
        world.create({ cluster: 'whose', target: 'staging-eu1' }),
      );
      await world.approve('pete', change);
      expect((await takeBack('paula', change)).status).toBe(409);
      expect(
        (await takeBack('pete', change, world.asActorFor('pete'))).status,
      ).toBe(403);
      const other = { ...change, planDigest: 'f'.repeat(64) };
      expect((await takeBack('pete', other)).status).toBe(409);
    });

    it('puts an accepted change back as long as nothing of it is written, and proves what comes of it', async () => {
      await world.apply(world.create({ target: 'prod-eu1' }));
      const change = await world.propose('alice', {
        kind: 'resize',
        cluster: 'payments',
        workers: { general: 4 },
      });
      await world.approve('pete', change);
      await world.until(
        change.id,
        (state, { notBefore }) => state === 'accepted' && Boolean(notBefore),
      );
      expect((await world.cluster()).revision).toBe(2);

      expect((await takeBack('pete', change)).body.state).toBe(
        'awaiting-approval',
      );
      expect(await world.cluster()).toMatchObject({
        revision: 1,
        appliedRevision: 1,
      });
      ahead = opens.getTime() - Date.now();
      expect((await world.approve('paula', change)).status).toBe(200);
      await world.until(change.id, state => state === 'applied');
      expect(await world.cluster()).toMatchObject({
        revision: 3,
        appliedRevision: 3,
      });
      expect((await takeBack('paula', change)).status).toBe(409);

      const { text } = await world.as('paula')(
        'get',
        '/clusters/payments/evidence',
      );
      const verify = (alter: (line: string) => string = line => line) => {
        const evidence = emptyEvidence();
        for (const line of text.trimEnd().split('\n')) {
          addEvidenceLine(evidence, alter(line));
        }
        return verifyEvidence(evidence, {
          verifySignature: async (statement, signed) =>
            keys.verify(statement, signed),
        });
      };
      expect(await verify()).toMatchObject({ ok: true });
      const forged = await verify(line =>
        line.replace(/,"withdrawn":\{.*?\}\}/, ''),
      );
      expect(forged).toMatchObject({
        ok: false,
        reason: expect.stringContaining('withdrawal of the approval'),
      });
    });

    it('keeps what is said about a change, in order, and tells those whom it concerns', async () => {
      const change = await world.propose(
        'alice',
        world.create({ cluster: 'talk', target: 'staging-eu1' }),
      );
      const say = (name: string, text: string) =>
        world.as(name)('post', `/changes/${change.id}/comments`, { text });
      await say('pete', 'Why four?');
      const { status, body } = await say('alice', '<b>Black Friday</b>');
      expect(status).toBe(200);
      expect(body.comments).toEqual([
        {
          author: 'user:default/pete',
          text: 'Why four?',
          at: expect.any(String),
        },
        {
          author: 'user:default/alice',
          text: '<b>Black Friday</b>',
          at: expect.any(String),
        },
      ]);
      const activity = await world.as('paula')(
        'get',
        `/activity?changeId=${change.id}&type=change-commented`,
      );
      expect(activity.body.totalCount).toBe(2);
      const told = world.notifications.filter(
        ({ payload }) =>
          payload.topic === 'comment' && payload.link?.includes(change.id),
      );
      expect(told.map(({ recipients }) => recipients)).toEqual([
        expect.objectContaining({ entityRef: ['user:default/alice'] }),
        expect.objectContaining({ entityRef: ['user:default/pete'] }),
      ]);
      expect((await say('pete', '')).status).toBe(400);
      expect((await say('pete', 'x'.repeat(2001))).status).toBe(400);
      const service = await world.asService('external:ci')(
        'post',
        `/changes/${change.id}/comments`,
        { text: 'CI says hello' },
      );
      expect(service.status).toBe(403);
    });

    it('reminds once of what waits, once of what is about to expire, and then is quiet', async () => {
      const change = await world.propose(
        'alice',
        world.create({ cluster: 'slow', target: 'staging-eu1' }),
      );
      const told = (title: string) =>
        world.notifications.filter(
          ({ payload }) =>
            payload.link?.includes(change.id) && payload.title.includes(title),
        );
      const until = async (title: string) => {
        for (let tries = 0; tries < 200 && told(title).length === 0; tries++) {
          await new Promise(resolve => setTimeout(resolve, 50));
        }
        return told(title);
      };
      await world.approve('pete', change);
      ahead = 25 * HOUR;
      expect(await until('Still waits for approval')).toMatchObject([
        {
          recipients: {
            entityRef: ['group:default/platform'],
            excludeEntityRef: ['user:default/alice', 'user:default/pete'],
          },
        },
      ]);
      ahead = 61 * HOUR;
      expect(await until('About to expire')).toMatchObject([
        {
          recipients: {
            entityRef: ['group:default/platform', 'user:default/alice'],
            excludeEntityRef: ['user:default/pete'],
          },
        },
      ]);
      ahead = 73 * HOUR;
      await world.until(change.id, state => state === 'expired');
      expect(told('Still waits for approval')).toHaveLength(1);
      expect(told('About to expire')).toHaveLength(1);
    });
  },
);
