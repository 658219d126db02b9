import {
  ProviderRefusedError,
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
  'settling a revision, %s',
  databaseId => {
    let knex: Knex;
    beforeEach(async () => {
      knex = await databases.init(databaseId);
    });

    /** A world whose engine settles, unless `failure` is set. */
    async function settlingWorld() {
      const made = await reconcileWorld(knex);
      const settled: string[] = [];
      const engine = { failure: undefined as Error | undefined, settled };
      made.world.engine.settle = async ({ marks }) => {
        if (engine.failure) {
          throw engine.failure;
        }
        settled.push(marks.idempotencyKey);
      };
      return { ...made, engine };
    }

    it('is done once, at the proof', async () => {
      const { settle, engine, uid, change } = await settlingWorld();
      await settle();
      expect(engine.settled).toEqual([`${uid}/1/settle`]);
      expect((await change()).state).toBe('applied');
    });

    it('is waited for while the engine does not answer', async () => {
      const { settle, engine, change } = await settlingWorld();
      engine.failure = new ProviderUnreachableError('no route');
      await settle();
      expect((await change()).state).toBe('applying');
      engine.failure = undefined;
      await settle();
      expect(engine.settled).toHaveLength(1);
      expect((await change()).state).toBe('applied');
    });

    it('keeps nobody from what is proven where the engine may not', async () => {
      const { settle, engine, change } = await settlingWorld();
      engine.failure = new ProviderRefusedError('forbidden');
      await settle();
      expect((await change()).state).toBe('applied');
    });
  },
);
