import type { JsonObject } from '@backstage/types';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { startWorld } from '../__testUtils__/startWorld';

jest.setTimeout(90_000);

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});

describe.each(databases.eachSupportedId())(
  'a target that moves in the configuration, %p',
  id => {
    it('holds its clusters until they are retargeted, with the approvals of both stages', async () => {
      const knex = await databases.init(id);
      const start = (overrides: JsonObject) =>
        startWorld({
          knex,
          config: {
            reconciler: { convergingSeconds: 0.05, restingSeconds: 0.2 },
            targets: [
              {
                name: 'eu1',
                provider: 'simulator',
                region: 'eu-central-1',
                stage: 'development',
                namespace: 'before',
                ...overrides,
              },
            ],
            policies: [
              {
                name: 'staging',
                match: { stage: 'staging' },
                require: [{ group: 'security' }],
              },
              {
                name: 'retargets',
                match: { kind: 'retarget', stage: 'development' },
                require: [{ group: 'platform' }],
              },
            ],
          },
        });
      const before = await start({});
      await before.publish();
      await before.apply(before.create({ target: 'eu1' }));
      await before.stop();

      const after = await start({ stage: 'staging', namespace: 'after' });
      const phase = async (wanted: string) => {
        for (let tries = 0; tries < 200; tries++) {
          const cluster = await after.cluster();
          if (cluster.phase === wanted) {
            return cluster;
          }
          await new Promise(resolve => setTimeout(resolve, 50));
        }
        throw new Error(`It does not come to be ${wanted}`);
      };
      const held = await phase('held');
      expect(held.phaseReason).toBe(
        'Target eu1 has another stage, namespace now; propose a retarget to take that over',
      );
      expect(held.desired?.target).toMatchObject({ namespace: 'before' });

      // What is accepted meanwhile is not written either.
      const resize = await after.propose('alice', {
        kind: 'resize',
        cluster: 'payments',
        workers: { general: 3 },
      });
      expect(resize.state).toBe('accepted');
      const cancel = await after.as('alice')(
        'post',
        `/changes/${resize.id}/cancel`,
      );
      expect([cancel.status, cancel.body.startedAt]).toEqual([200, undefined]);

      const change = await after.propose('alice', {
        kind: 'retarget',
        cluster: 'payments',
      });
      expect(change).toMatchObject({
        state: 'awaiting-approval',
        approval: {
          requirements: [
            { group: 'group:default/platform', count: 1 },
            { group: 'group:default/security', count: 1 },
          ],
        },
        plan: {
          findings: expect.arrayContaining([
            expect.objectContaining({ code: 'target-namespace-changes' }),
          ]),
        },
      });
      await after.approve('pete', change);
      await after.approve('sam', change);
      await after.until(change.id, state => state === 'applied');
      const ready = await phase('ready');
      expect(ready).toMatchObject({
        stage: 'staging',
        desired: { target: { stage: 'staging', namespace: 'after' } },
      });
      await after.stop();
    });
  },
);
