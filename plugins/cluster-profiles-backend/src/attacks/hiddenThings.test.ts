import { createServiceFactory } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  changeReadPermission,
  clusterReadPermission,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  changeConditions,
  clusterConditions,
  createChangeConditionalDecision,
  createClusterConditionalDecision,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { startWorld, type World } from '../__testUtils__/startWorld';

jest.setTimeout(120_000);

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
const SECRET = 'acquisition';
const hidesProduction = mockServices.permissions.mock({
  authorize: async requests =>
    requests.map(() => ({ result: AuthorizeResult.ALLOW })),
  authorizeConditional: async (requests, options) =>
    requests.map(({ permission }: any) => {
      const { userEntityRef } = options!.credentials.principal as any;
      if (userEntityRef !== 'user:default/carol') {
        return { result: AuthorizeResult.ALLOW };
      }
      const open = { stages: ['development'] };
      switch (permission.name) {
        case clusterReadPermission.name:
          return createClusterConditionalDecision(
            permission,
            clusterConditions.hasStage(open),
          );
        case changeReadPermission.name:
          return createChangeConditionalDecision(permission, {
            anyOf: [
              changeConditions.hasStage(open),
              changeConditions.hasKind({ kinds: ['publish', 'withdraw'] }),
            ],
          });
        default:
          return { result: AuthorizeResult.ALLOW };
      }
    }),
}).factory;

describe.each(databases.eachSupportedId())(
  'a cluster that somebody may not see, %p',
  database => {
    let world: World;
    let hiddenChange: string;
    const signals: unknown[] = [];

    beforeAll(async () => {
      world = await startWorld({
        knex: await databases.init(database),
        features: [
          hidesProduction,
          createServiceFactory({
            service: signalsServiceRef,
            deps: {},
            factory: () => ({
              publish: async signal => void signals.push(signal),
            }),
          }),
        ],
      });
      await world.publish();
      await world.apply(world.create({ cluster: 'open' }));
      const { id } = await world.apply(
        world.create({
          cluster: SECRET,
          target: 'prod-eu1',
          description: `the ${SECRET} of a rival`,
        }),
      );
      hiddenChange = id;
    });
    afterAll(() => world.stop());

    const carol = async (path: string) => {
      const { status, body, text } = await world.as('carol')('get', path);
      return { status, body, text };
    };

    it.each([
      ['/clusters?limit=200'],
      ['/clusters?search=acq'],
      ['/clusters?stage=production'],
      ['/clusters?sort=stage&order=desc'],
      ['/clusters?includeDeleted=true&sort=updatedAt'],
      ['/clusters?offset=1'],
      ['/changes?limit=200'],
      [`/changes?subject=${SECRET}`],
      ['/changes?search=acq'],
      ['/changes?stage=production'],
      ['/activity?limit=200'],
      ['/activity?actor=user:default/alice'],
      ['/activity?format=csv'],
      ['/activity?format=jsonl'],
      ['/fleet'],
      ['/layers'],
      ['/providers'],
      ['/profiles'],
      ['/profiles/base'],
      ['/profiles/base/versions/1.0.0'],
      ['/targets'],
      ['/typical-times?kind=create'],
    ])('is not named by %s', async path => {
      const { status, text } = await carol(path);
      expect(status).toBe(200);
      expect(text).not.toContain(SECRET);
      // It would have been, to who may see it: else this shows nothing.
      expect(text).not.toContain(hiddenChange);
    });

    it('is named to those who may see it, by the same lists', async () => {
      for (const path of ['/clusters', '/changes', '/activity', '/layers']) {
        const { text } = await world.as('paula')('get', path);
        expect(text).toContain(SECRET);
      }
    });

    it('is not counted', async () => {
      const all = (await world.as('paula')('get', '/clusters')).body;
      const seen = (await carol('/clusters')).body;
      expect([all.totalCount, seen.totalCount]).toEqual([2, 1]);
      expect((await carol('/clusters?offset=1')).body.items).toEqual([]);
      expect((await carol('/fleet')).body.total).toBe(1);
      expect((await carol('/profiles/base')).body.versions[0].clusters).toBe(1);
      const [layer] = (await carol('/layers')).body;
      expect(layer.clusterCount).toBe(1);
      const changes = (await carol('/changes?kind=create')).body;
      expect(changes.totalCount).toBe(1);
    });

    it('is not told from one that does not exist, by errors', async () => {
      const paths = [
        '',
        '/layers',
        '/revisions',
        '/drift',
        '/drift/f1/adoption',
        '/export',
        '/access',
        '/evidence',
      ];
      for (const path of paths) {
        const [hidden, missing] = [
          await carol(`/clusters/${SECRET}${path}`),
          await carol(`/clusters/nonexistent${path}`),
        ];
        expect([hidden.status, missing.status]).toEqual([404, 404]);
        expect(hidden.body.error.message).toBe(
          missing.body.error.message.replace('nonexistent', SECRET),
        );
      }
    });

    it.each<object>([
      { kind: 'delete' },
      { kind: 'pause' },
      { kind: 'upgrade', version: '9.9.9' },
    ])('is not told from a missing one by proposing %p', async request => {
      const propose = async (cluster: string) => {
        const { status, body } = await world.as('carol')('post', '/changes', {
          ...request,
          cluster,
        });
        return [status, body.error?.message.replaceAll(cluster, 'X')];
      };
      const missing = await propose('nonexistent');
      expect(missing[0]).toBe(404);
      expect(await propose(SECRET)).toEqual(missing);
    });

    it('is not found by the ids of its changes', async () => {
      for (const [method, verb, body] of [
        ['get', '', undefined],
        ['post', '/cancel', {}],
        ['post', '/replan', {}],
        ['post', '/retry', {}],
        ['post', '/approve', { planDigest: 'x' }],
        ['post', '/reject', { planDigest: 'x', comment: 'because' }],
        ['post', '/withdraw-approval', { planDigest: 'x' }],
        ['post', '/comments', { text: 'because' }],
        ['post', '/break-glass', { planDigest: 'x', reason: 'because' }],
        ['post', '/review', { verdict: 'confirmed' }],
      ] as const) {
        const answers = [];
        for (const id of [
          hiddenChange,
          '00000000-0000-4000-8000-000000000000',
        ]) {
          const response = await world.as('carol')(
            method,
            `/changes/${id}${verb}`,
            body,
          );
          answers.push([
            response.status,
            response.body.error.message.replace(id, 'ID'),
          ]);
        }
        expect(answers[0]).toEqual(answers[1]);
        expect(answers[0][0]).toBe(404);
      }
    });

    it('is not found by the ids of previews of others', async () => {
      const { body } = await world.as('alice')('post', '/previews', {
        kind: 'pause',
        cluster: SECRET,
      });
      expect((await carol(`/previews/${body.id}`)).status).toBe(404);
    });

    it('is not named by signals, nor to others by notifications', async () => {
      expect(signals.length).toBeGreaterThan(0);
      expect(JSON.stringify(signals)).not.toContain(SECRET);
      const told = world.notifications.filter(notification =>
        JSON.stringify(notification.payload).includes(SECRET),
      );
      expect(told.length).toBeGreaterThan(0);
      for (const { recipients } of told) {
        expect(recipients).toMatchObject({ type: 'entity' });
        for (const ref of [(recipients as any).entityRef].flat()) {
          expect([
            'user:default/alice',
            'group:default/checkout',
            'group:default/platform',
          ]).toContain(ref);
        }
      }
    });
  },
);
