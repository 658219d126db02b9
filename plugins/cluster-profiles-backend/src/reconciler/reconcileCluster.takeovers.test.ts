import type { DesiredState } from '@cluster-profiles/plugin-cluster-profiles-common';
import { ProviderUnreachableError } from '@cluster-profiles/plugin-cluster-profiles-node';
import { aDesiredState } from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import type { Knex } from 'knex';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { reconcileWorld } from './__testUtils__/reconcileWorld';

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
jest.setTimeout(60_000);

const takeovers = [
  { object: 'Cluster shop', path: '/spec/replicas', manager: 'kubectl' },
];

describe.each(databases.eachSupportedId())(
  'reconcileCluster taking over, %s',
  databaseId => {
    let knex: Knex;
    beforeEach(async () => {
      knex = await databases.init(databaseId);
    });

    /** A cluster whose approval covers a takeover, with what each write may take. */
    async function start() {
      const reconciled = await reconcileWorld(knex, {
        desired: { ...aDesiredState(), takeovers },
      });
      const { provider } = reconciled.world;
      const taken: Array<DesiredState['takeovers']> = [];
      const apply = provider.apply.bind(provider);
      provider.apply = async options => {
        taken.push(options.desired.takeovers);
        await apply(options);
      };
      return { ...reconciled, taken };
    }

    it('takes once, even when somebody takes our marks away before the proof', async () => {
      const { pass, world, cluster, taken } = await start();
      await pass();
      world.bend = ({ revision: _, ...observed }) => observed;
      await pass();
      await pass();
      expect(taken).toEqual([takeovers, undefined, undefined]);
      world.bend = observed => observed;
      for (let round = 0; round < 4; round++) {
        await pass();
      }
      await expect(cluster()).resolves.toMatchObject({ applied_revision: 1 });
    });

    it('takes once, even when somebody takes our marks away long after', async () => {
      const { settle, pass, world, taken } = await start();
      await settle();
      expect(taken).toEqual([takeovers]);
      world.bend = ({ revision: _, ...observed }) => observed;
      await pass(60);
      expect(taken).toEqual([takeovers, undefined]);
    });

    it('may still take after a write that did not come through', async () => {
      const { pass, world, taken } = await start();
      world.errors['provider.apply'] = new ProviderUnreachableError('silence');
      await pass();
      delete world.errors['provider.apply'];
      await pass(60);
      expect(taken).toEqual([takeovers, takeovers]);
      await pass();
      await expect(knex('revisions').first()).resolves.toMatchObject({
        taken_over_at: expect.any(String),
      });
    });
  },
);
