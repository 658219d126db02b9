import { mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { Change } from '@cluster-profiles/plugin-cluster-profiles-common';
import { startWorld, type World } from '../__testUtils__/startWorld';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { CatalogGroupDirectory } from '../permissions/GroupDirectory';

jest.setTimeout(90_000);

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});

describe.each(databases.eachSupportedId())(
  'reviews of break glass that count, %s',
  databaseId => {
    let world: World;
    let change: Change;

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
              match: { stage: 'production', kind: 'pause' },
              require: [
                { group: 'group:default/security' },
                { group: 'group:default/search' },
              ],
            },
          ],
        },
      });
      await world.publish();
      await world.apply(world.create({ target: 'prod-eu1' }));
      change = await world.propose('alice', {
        kind: 'pause',
        cluster: 'payments',
      });
      await world.as('paula')('post', `/changes/${change.id}/break-glass`, {
        planDigest: change.planDigest,
        reason: 'The shop is down',
      });
      await world.until(change.id, state => state === 'applied');
    });
    afterEach(async () => {
      jest.restoreAllMocks();
      await world.stop();
    });

    const confirm = async (who: string) =>
      (
        await world.as(who)('post', `/changes/${change.id}/review`, {
          verdict: 'confirmed',
        })
      ).body.breakGlass;
    /** The catalog does not have him in any group any more. */
    const leaves = (who: string) =>
      jest
        .spyOn(CatalogGroupDirectory.prototype, 'stillIn')
        .mockImplementation(async (user, groups) =>
          user === `user:default/${who}` ? [] : [...groups],
        );

    it('are looked at again when another one is given', async () => {
      await confirm('pete');
      leaves('pete');
      expect(await confirm('sam')).toMatchObject({
        review: 'open',
        missing: 1,
        reviews: [
          { reviewer: 'user:default/pete', lapsed: true },
          { reviewer: 'user:default/sam' },
        ],
      });
      const { body: later } = await world.as('paula')(
        'get',
        `/changes/${change.id}`,
      );
      expect(later.permitted.breakGlass.allowed).toBe(false);
      expect(await confirm('carol')).toMatchObject({
        review: 'confirmed',
        missing: 0,
        reviews: [
          { reviewer: 'user:default/pete', lapsed: true },
          { reviewer: 'user:default/sam' },
          { reviewer: 'user:default/carol' },
        ],
      });
    });
  },
);
