import { mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { startWorld, type World } from '../__testUtils__/startWorld';
import { aBundle } from '../__testUtils__/bundles';

describe('bad input and bad luck', () => {
  let world: World;

  beforeAll(async () => {
    // Nothing is forced where permissions are off.
    world = await startWorld({
      features: [
        mockServices.permissions.factory({ result: AuthorizeResult.ALLOW }),
      ],
      rootConfig: { permission: { enabled: true } },
    });
    await world.publish();
    await world.publish({ version: '1.1.0', metricsServer: '3.13.1' });
    await world.publish({ name: 'draft', lifecycle: 'experimental' });
    await world.apply(world.create({ cluster: 'taken' }));
  }, 60_000);

  const post = (name: string, body: object) =>
    world.as(name)('post', '/changes', body);

  it.each([
    [
      'an unknown profile',
      { profile: { name: 'nope', version: '1.0.0' } },
      404,
      'nope',
    ],
    [
      'an unknown version',
      { profile: { name: 'base', version: '9.9.9' } },
      404,
      '9.9.9',
    ],
    ['an unknown target', { target: 'mars' }, 404, 'mars'],
    ['an unknown group', { owner: 'group:default/nope' }, 400, '/owner'],
    [
      'an owner that the requester does not belong to',
      { owner: 'group:default/search' },
      403,
      '/owner',
    ],
    [
      'parameters that do not fit',
      { parameters: { workers: 99 } },
      400,
      '/parameters/workers',
    ],
    [
      'parameters of the wrong type',
      { parameters: { workers: 'many' } },
      400,
      '/parameters/workers',
    ],
    [
      'parameters that nobody asked for',
      { parameters: { wurkers: 3 } },
      400,
      '/parameters/wurkers',
    ],
    ['a name that is taken', { cluster: 'taken' }, 409, 'taken'],
    ['a name that is no DNS label', { cluster: 'No_Label' }, 400, '/cluster'],
    [
      'a draft profile on a production target',
      { target: 'prod-eu1', profile: { name: 'draft', version: '1.0.0' } },
      400,
      'production',
    ],
    [
      'a field that the client may not set',
      { proposer: 'user:default/pete' },
      400,
      'proposer',
    ],
  ])(
    'refuses %s, and nothing is half done',
    async (_what, changed, status, message) => {
      const before = await world.as('paula')('get', '/changes?limit=1');
      const response = await post('alice', { ...world.create(), ...changed });
      expect(JSON.stringify(response.body.error)).toContain(message);
      expect(response.status).toBe(status);
      expect(response.body.error).toMatchObject({ name: expect.any(String) });
      const after = await world.as('paula')('get', '/changes?limit=1');
      expect(after.body.totalCount).toBe(before.body.totalCount);
    },
  );

  it('names every parameter that does not fit', async () => {
    const response = await post('alice', {
      ...world.create(),
      parameters: { workers: 0, other: true },
    });
    expect(
      response.body.error.details.map((entry: { path: string }) => entry.path),
    ).toEqual(
      expect.arrayContaining(['/parameters/workers', '/parameters/other']),
    );
  });

  it.each([
    ['is not YAML', { document: '{ a: [1, 2' }],
    [
      'has 10,000 aliases',
      {
        document: `a: &x [1]\nb: [${Array.from({ length: 10_000 }, () => '*x').join(', ')}]`,
      },
    ],
    ['has 50 levels', { document: `${'['.repeat(50)}${']'.repeat(50)}` }],
    [
      'has a path that leads out',
      { ...aBundle(), files: { './../secret': 'x' } },
    ],
    ['has an absolute path', { ...aBundle(), files: { '/etc/passwd': 'x' } }],
    [
      'has a prototype key',
      { document: `${aBundle().document}\n__proto__: { x: 1 }` },
    ],
  ])('refuses a bundle that %s', async (_what, bundle) => {
    const response = await post('paula', { kind: 'publish', bundle });
    expect([response.status, response.body.error.name]).toEqual([
      400,
      'InputError',
    ]);
  });

  it('refuses a bundle of 50 MB before reading it', async () => {
    const response = await post('paula', {
      kind: 'publish',
      bundle: { document: 'a'.repeat(50 * 1024 * 1024) },
    });
    expect(response.status).toBe(413);
  });

  it('refuses the same version with other content, and the same content again', async () => {
    const other = await post('paula', {
      kind: 'publish',
      bundle: aBundle({ metricsServer: '3.13.1' }),
    });
    expect([other.status, other.body.error.message]).toEqual([
      409,
      expect.stringContaining(
        'content differs from published 1.0.0; raise the version',
      ),
    ]);
    const same = await post('paula', { kind: 'publish', bundle: aBundle() });
    expect(same.status).toBe(409);
  });

  it('refuses to withdraw what is in use, unless forced with a reason', async () => {
    const withdraw = {
      kind: 'withdraw',
      profile: 'base',
      version: '1.0.0',
      reason: 'a hole',
    };
    const refused = await post('paula', withdraw);
    expect([refused.status, refused.body.error.message]).toEqual([
      409,
      expect.stringContaining('in use by 1 cluster.'),
    ]);
    expect((await post('paula', { ...withdraw, force: true })).status).toBe(
      202,
    );
  });

  it('refuses changes of a cluster that does not exist', async () => {
    const response = await post('alice', { kind: 'delete', cluster: 'ghost' });
    expect(response.status).toBe(404);
  });

  it('gives the same change for the same idempotency key, and refuses another request under it', async () => {
    const body = world.create({ cluster: 'twice' });
    const send = (request: object) =>
      world.as('alice')('post', '/changes', request, 'key-12345678');
    const [first, second] = [await send(body), await send(body)];
    expect(second.body.id).toBe(first.body.id);
    const other = await send({ ...body, cluster: 'thrice' });
    expect(other.status).toBe(409);
  });
});
