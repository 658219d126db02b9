import {
  HeldError,
  ProviderUnreachableError,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { reconcileWorld } from './__testUtils__/reconcileWorld';

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())(
  'reconcileCluster holding back, %s',
  databaseId => {
    let knex: Knex;
    beforeEach(async () => {
      knex = await databases.init(databaseId);
    });

    describe('an altered row is held and never written', () => {
      it.each<[string, string, (uid: string) => Promise<unknown>]>([
        [
          'revision: content',
          'revision',
          async () => {
            const { desired } = await knex('revisions').first();
            return knex('revisions').update({
              desired: desired.replace('"replicas":2', '"replicas":9'),
            });
          },
        ],
        [
          'revision: digest',
          'revision',
          () => knex('revisions').update({ digest: 'f'.repeat(64) }),
        ],
        [
          'revision: not JSON',
          'revision',
          () => knex('revisions').update({ desired: '{' }),
        ],
        [
          'revision: another cluster',
          'revision',
          async uid => {
            const { desired } = await knex('revisions').first();
            return knex('revisions').update({
              desired: desired.replace(uid, 'another'),
            });
          },
        ],
        [
          'change: plan',
          'plan',
          async () => {
            const { plan } = await knex('changes').first();
            return knex('changes').update({
              plan: plan.replace('"replicas":2', '"replicas":9'),
            });
          },
        ],
        [
          'change: never accepted',
          'approvals',
          () => knex('changes').update({ state: 'awaiting-approval' }),
        ],
        ['approval: removed', 'approvals', () => knex('approvals').delete()],
        [
          'approval: by the proposer',
          'approvals',
          () => knex('approvals').update({ approver: 'user:default/alice' }),
        ],
        [
          'approval: of another plan',
          'approvals',
          () => knex('approvals').update({ plan_digest: 'f'.repeat(64) }),
        ],
        [
          'version: document',
          'publication',
          async () => {
            const { document } = await knex('profile_versions').first();
            return knex('profile_versions').update({
              document: document.replace('1.18.3', '1.18.4'),
            });
          },
        ],
        [
          'version: removed',
          'publication',
          () => knex('profile_versions').delete(),
        ],
      ])('%s', async (_, link, alter) => {
        const { pass, world, cluster, uid, announced } =
          await reconcileWorld(knex);
        await alter(uid);
        await pass();
        expect(world.writes).toEqual([]);
        const row = await cluster();
        expect(row).toMatchObject({ phase: 'held', has_issue: true });
        expect(row.phase_reason).toMatch(new RegExp(`^${link}: `));
        expect(row.conditions).toContainEqual(
          expect.objectContaining({
            type: 'Held',
            status: 'True',
            reason: 'ChainBroken',
          }),
        );
        expect(announced).toEqual(['checkout-dev']);
      });
    });

    it('is held on foreign or newer live objects, a moved target, a missing provider or engine', async () => {
      const { settle, pass, world, cluster } = await reconcileWorld(knex);
      await settle();
      world.writes.length = 0;
      world.bend = observed => ({ ...observed, instanceId: 'elsewhere' });
      await pass();
      await expect(cluster()).resolves.toMatchObject({
        phase: 'held',
        phase_reason: expect.stringContaining('elsewhere'),
      });
      world.bend = observed => ({ ...observed, revision: 7 });
      await pass();
      await expect(cluster()).resolves.toMatchObject({
        phase: 'held',
        phase_reason: expect.stringContaining('revision 7'),
      });
      world.bend = observed => observed;
      world.errors['provider.observe'] = new HeldError('not yours');
      await pass();
      await expect(cluster()).resolves.toMatchObject({
        phase: 'held',
        phase_reason: 'not yours',
      });
      delete world.errors['provider.observe'];
      await pass();
      await expect(cluster()).resolves.toMatchObject({ phase: 'ready' });
      expect(world.writes).toEqual([]);
    });

    it('turns unknown while there is no answer, keeps everything, and recovers', async () => {
      const { settle, pass, world, cluster, clock } =
        await reconcileWorld(knex);
      await settle();
      const before = await cluster();
      world.writes.length = 0;
      world.errors['provider.observe'] = new ProviderUnreachableError(
        'timeout',
      );
      await expect(pass()).resolves.toBe(2);
      const since = clock.now().toISOString();
      await expect(pass(20)).resolves.toBe(10);
      await expect(pass(600)).resolves.toBe(60);
      await expect(cluster()).resolves.toMatchObject({
        phase: 'unknown',
        phase_reason: `No answer since ${since}: timeout`,
        observed: before.observed,
        observed_at: before.observed_at,
        applied_revision: 1,
        drift: 'Unknown',
        has_issue: true,
        deleted_at: null,
      });
      delete world.errors['provider.observe'];
      world.errors['engine.observe'] = new ProviderUnreachableError(
        'no engine',
      );
      await pass();
      await expect(cluster()).resolves.toMatchObject({ phase: 'unknown' });
      delete world.errors['engine.observe'];
      await pass();
      await expect(cluster()).resolves.toMatchObject({ phase: 'ready' });
      expect(world.writes).toEqual([]);
    });

    it('fails in time when the provider has an error of its own', async () => {
      const { pass, claim, reconciler, world, cluster, change, clock } =
        await reconcileWorld(knex);
      await pass();
      world.errors['provider.observe'] = new TypeError('not a function');
      const signal = new AbortController().signal;
      await expect(
        reconciler.handler(await claim(), { signal }),
      ).rejects.toThrow('not a function');
      await expect(cluster()).resolves.toMatchObject({
        phase_reason: expect.stringContaining('not a function'),
      });
      clock.advance(3_601);
      await expect(
        reconciler.handler(await claim(), { signal }),
      ).rejects.toThrow('not a function');
      await expect(change()).resolves.toMatchObject({ state: 'failed' });
    });

    it('stops in the middle of a pass when writes are stopped', async () => {
      let writes = true;
      const { pass, settle, world, cluster } = await reconcileWorld(knex, {
        writeSwitch: {
          isWriting: async () => ({ writes, reason: 'maintenance' }),
        },
      });
      let applied = 0;
      world.onCall = async method => {
        if (method === 'engine.apply') {
          applied += 1;
          writes = false;
        }
      };
      for (let round = 0; round < 8; round++) {
        await pass();
      }
      expect(applied).toBe(1);
      writes = true;
      world.onCall = async () => {};
      await settle();
      await expect(cluster()).resolves.toMatchObject({ phase: 'ready' });
    });

    it('writes nothing when writes are stopped while a creation is checked again', async () => {
      let writes = true;
      const { pass, world, lifecycle, change } = await reconcileWorld(knex, {
        writeSwitch: {
          isWriting: async () => ({ writes, reason: 'maintenance' }),
        },
      });
      lifecycle.recheck = async () => {
        writes = false;
        return { holds: true };
      };
      await pass();
      expect(world.writes).toEqual([]);
      await expect(change()).resolves.toMatchObject({ state: 'applying' });
      writes = true;
      await pass();
      expect(world.writes).toHaveLength(1);
    });

    it('only observes while writes are stopped', async () => {
      let writes = false;
      const { pass, settle, world, cluster, change } = await reconcileWorld(
        knex,
        {
          writeSwitch: {
            isWriting: async () => ({ writes, reason: 'maintenance' }),
          },
        },
      );
      await pass();
      expect(world.writes).toEqual([]);
      await expect(cluster()).resolves.toMatchObject({
        phase: 'requested',
        phase_reason: 'Writes are stopped: maintenance',
      });
      await expect(change()).resolves.toMatchObject({ state: 'accepted' });
      writes = true;
      await settle();
      await expect(cluster()).resolves.toMatchObject({ phase: 'ready' });
    });
  },
);
