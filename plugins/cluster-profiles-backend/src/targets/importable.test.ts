import { mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  anExistingCluster,
  existingClusters,
} from '../__testUtils__/existingClusters';
import { CHECKOUT, startWorld, type World } from '../__testUtils__/startWorld';

jest.setTimeout(60_000);

const DEV = {
  name: 'dev-eu1',
  provider: 'simulator',
  region: 'eu-central-1',
  stage: 'development',
};

describe('clusters that could be imported', () => {
  let world: World;
  let place: ReturnType<typeof existingClusters>;

  async function start(
    options: { lists?: boolean; denied?: string } = {},
  ): Promise<void> {
    const { lists = true, denied } = options;
    place = existingClusters();
    place.state.lists = lists;
    place.clusters.set('old-shop', anExistingCluster());
    place.clusters.set('old-search', anExistingCluster());
    world = await startWorld({
      rootConfig: { permission: { enabled: true } },
      features: [
        place.feature,
        mockServices.permissions.mock({
          authorize: async requests =>
            requests.map(() => ({ result: AuthorizeResult.ALLOW })),
          authorizeConditional: async requests =>
            requests.map(({ permission }) => ({
              result:
                permission.name === denied
                  ? AuthorizeResult.DENY
                  : AuthorizeResult.ALLOW,
            })),
        }).factory,
      ],
      config: { targets: [place.target, DEV] },
    });
  }

  afterEach(() => world.stop());

  const importable = (target = 'legacy') =>
    world.as('alice')('get', `/targets/${target}/importable`);
  const permitted = async () =>
    (await world.as('alice')('get', '/targets')).body.map(
      (target: any) => target.import,
    );

  it('are listed with what speaks against them', async () => {
    await start();
    await world.apply({
      kind: 'import',
      cluster: 'shop',
      owner: CHECKOUT,
      target: 'legacy',
      source: 'old-shop',
    });
    expect((await importable()).body).toEqual({
      listed: true,
      more: false,
      items: [
        {
          source: 'old-shop',
          kubernetesVersion: '1.33.1',
          import: {
            allowed: false,
            reason: "It is here already, as cluster 'shop'",
          },
        },
        {
          source: 'old-search',
          kubernetesVersion: '1.33.1',
          import: { allowed: true },
        },
      ],
    });
    expect(await permitted()).toEqual([
      { allowed: true },
      {
        allowed: false,
        reason: "Provider 'simulator' cannot import clusters",
      },
    ]);
    const { body } = await world.as('alice')('get', '/providers');
    expect(body.map(({ name, import: may }: any) => [name, may])).toEqual([
      ['existing', { allowed: true }],
      ['simulator', undefined],
    ]);
  });

  it('are not listed where the provider cannot', async () => {
    await start({ lists: false });
    expect((await importable()).body).toEqual({
      listed: false,
      items: [],
      more: false,
    });
  });

  it('say that nobody answers', async () => {
    await start();
    place.state.answers = false;
    const { status, body } = await importable();
    expect([status, body.error]).toEqual([
      503,
      expect.objectContaining({
        name: 'ServiceUnavailableError',
        message:
          "The provider of target 'legacy' does not answer: the place does not answer",
      }),
    ]);
  });

  it.each([
    ['nowhere', 404, "There is no target 'nowhere'"],
    ['dev-eu1', 403, "Provider 'simulator' cannot import"],
  ])('are not asked for on %s', async (target, status, message) => {
    await start();
    const response = await importable(target);
    expect([response.status, response.body.error.message]).toEqual([
      status,
      expect.stringContaining(message),
    ]);
  });

  it.each([
    ['cluster-profiles.target.use', "You may not use target 'legacy'"],
    [
      'cluster-profiles.cluster.propose',
      "You may not import clusters from target 'legacy'",
    ],
  ])('need the permission %s', async (denied, reason) => {
    await start({ denied });
    const { status, body } = await importable();
    expect([status, body.error.message]).toEqual([
      403,
      `${reason}; ask platform`,
    ]);
    expect((await permitted())[0]).toEqual({
      allowed: false,
      reason: `${reason}; ask platform`,
    });
  });
});
