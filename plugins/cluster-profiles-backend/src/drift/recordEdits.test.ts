import type { ObservedLayer } from '@cluster-profiles/plugin-cluster-profiles-common';
import { aDesiredState } from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import type { Knex } from 'knex';
import { findActivity } from '../activity/listActivity';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { reconcileWorld } from '../reconciler/__testUtils__/reconcileWorld';

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())(
  'what others write of a layer, %s',
  databaseId => {
    let knex: Knex;
    beforeEach(async () => {
      knex = await databases.init(databaseId);
    });

    const told = async (): Promise<string[]> =>
      (
        await findActivity(knex, { type: ['layer-edited'] })
          .orderBy('id')
          .select('message')
      ).map(({ message }: { message: string }) => message);

    async function start(options: { paused?: boolean } = {}) {
      const world = await reconcileWorld(knex, {
        desired: aDesiredState(options),
      });
      await world.settle();
      return {
        ...world,
        edit: async (edited: ObservedLayer['edited'], seconds?: number) => {
          const layers = world.world.layers.get(world.uid) ?? new Map();
          world.world.layers.set(
            world.uid,
            layers.set('ingress', {
              name: 'ingress',
              health: 'Unknown',
              drift: 'Drifted',
              message: 'Somebody changed Application a/b',
              edited,
            }),
          );
          return world.pass(seconds);
        },
      };
    }

    it('is on the record, with who did it, before it is written over', async () => {
      const { edit, world, uid } = await start();
      const atWrite: string[][] = [];
      world.onCall = async method => {
        if (method === 'engine.apply') {
          atWrite.push(await told());
        }
      };
      await edit({ manager: 'kubectl-edit' });
      const entry =
        'Layer ingress: Somebody changed Application a/b, written by kubectl-edit. It is brought back to what is desired';
      expect(atWrite).toEqual([[entry]]);
      expect(world.layers.get(uid)!.get('ingress')).toMatchObject({
        drift: 'InSync',
      });
      await edit({});
      expect(await told()).toEqual([
        entry,
        'Layer ingress: Somebody changed Application a/b. It is brought back to what is desired',
      ]);
    });

    it('is told once within the hour', async () => {
      const { edit } = await start();
      const by = { manager: 'image-updater' };
      await edit({ ...by, writtenAt: '2026-01-01T00:00:00Z' });
      await edit({ ...by, writtenAt: '2026-01-01T00:00:10Z' });
      expect(await told()).toHaveLength(1);
      await edit(by, 3_700);
      expect(await told()).toHaveLength(2);
    });

    it('is not undone while the cluster is paused, so that nothing is recorded', async () => {
      const { edit } = await start({ paused: true });
      await edit({ manager: 'kubectl-edit' });
      expect(await told()).toEqual([]);
    });
  },
);
