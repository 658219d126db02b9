import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  clusterReadPermission,
  planDigests,
  type Preview,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  clusterConditions,
  createClusterConditionalDecision,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { startWorld, type World } from '../__testUtils__/startWorld';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});

/** Carol sees clusters in development only; everybody else may do anything. */
const permissions = createServiceFactory({
  service: coreServices.permissions,
  deps: {},
  factory: () => {
    const answer = async (requests: any[], { credentials }: any) =>
      requests.map(({ permission }) =>
        credentials.principal.userEntityRef === 'user:default/carol' &&
        permission.name === clusterReadPermission.name
          ? createClusterConditionalDecision(
              permission,
              clusterConditions.hasStage({ stages: ['development'] }),
            )
          : { result: AuthorizeResult.ALLOW },
      );
    return { authorize: answer, authorizeConditional: answer } as any;
  },
});

describe.each(databases.eachSupportedId())(
  'clusters in plans of publications, %p',
  database => {
    let world: World;

    beforeAll(async () => {
      world = await startWorld({
        rootConfig: { permission: { enabled: true } },
        knex: await databases.init(database),
        features: [permissions],
      });
      await world.publish();
      for (const [cluster, target] of [
        ['seen', 'dev-eu1'],
        ['secret', 'dev-eu1'],
        ['secret', 'prod-eu1'],
        ['private', 'prod-eu1'],
      ]) {
        const { body: taken } = await world.as('paula')(
          'get',
          `/cluster-names/${cluster}`,
        );
        if (!taken.available) {
          // Carol might see the first one of this name, so that the second must not be taken for it.
          await world.apply({ kind: 'delete', cluster });
        }
        await world.apply(world.create({ cluster, target, follow: 'patch' }));
      }
    });
    afterAll(() => world.stop());

    const withdraw = {
      kind: 'withdraw' as const,
      profile: 'base',
      version: '1.0.0',
      reason: 'broken',
      force: true,
    };

    it('are named to whoever may see them, and counted for others', async () => {
      const { id } = await world.propose('paula', withdraw);
      const read = async (who: string) =>
        (await world.as(who)('get', `/changes/${id}`)).body;
      const { plan: whole } = await read('paula');
      expect(whole.publication).toMatchObject({
        usedBy: ['private', 'secret', 'seen'],
        hiddenClusters: { usedBy: 0, followers: 0 },
      });
      const change = await read('carol');
      expect(change.plan.publication).toMatchObject({
        usedBy: ['seen'],
        hiddenClusters: { usedBy: 2, followers: 0 },
      });
      expect(change.plan.findings).toMatchObject([
        { message: 'base 1.0.0 is in use by 3 clusters' },
      ]);
      expect(JSON.stringify(change)).not.toMatch(/secret|private/);
      // What was hidden is no part of what is approved.
      expect(planDigests('withdraw', change.plan).planDigest).toBe(
        change.planDigest,
      );
      await world.as('paula')('post', `/changes/${id}/cancel`);
    });

    it('are counted in previews and refusals, too', async () => {
      const carol = world.as('carol');
      let preview: Preview = (await carol('post', '/previews', withdraw)).body;
      while (preview.state === 'planning') {
        preview = (await carol('get', `/previews/${preview.id}`)).body;
      }
      expect(preview.plan?.publication).toMatchObject({
        usedBy: ['seen'],
        hiddenClusters: { usedBy: 2, followers: 0 },
      });
      const refused = await carol('post', '/changes', {
        ...withdraw,
        force: false,
      });
      expect(refused.status).toBe(409);
      expect(JSON.stringify([preview, refused.body])).not.toMatch(
        /secret|private/,
      );
    });

    it('are counted among followers', async () => {
      const { id } = await world.publish({ version: '1.0.1' });
      const { body } = await world.as('carol')('get', `/changes/${id}`);
      expect(body.plan.publication).toMatchObject({
        followers: ['seen'],
        hiddenClusters: { usedBy: 0, followers: 2 },
      });
    });
  },
);
