import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { aBundle } from '../__testUtils__/bundles';
import { startWorld, type World } from '../__testUtils__/startWorld';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
const deep = JSON.parse(`${'['.repeat(5_000)}${']'.repeat(5_000)}`);
const NUL = '\u0000';

describe.each(databases.eachSupportedId())('hostile input, %p', id => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld({ knex: await databases.init(id) });
    await world.publish();
    await world.publish({
      name: 'open',
      parameters: {
        type: 'object',
        properties: { workers: { type: 'integer', default: 1 } },
        additionalProperties: true,
      },
    });
    await world.apply(world.create());
  }, 60_000);

  it.each([
    ['/clusters?offset=1e300'],
    ['/clusters?offset=-1'],
    ['/clusters?limit=0'],
    ['/clusters?limit=abc'],
    ['/clusters?limit=1&limit=2'],
    ['/clusters?search=%00'],
    ['/clusters?owner[a][b]=c'],
    ['/clusters?owner=%00'],
    ['/clusters?nonsense=1'],
    ['/clusters?sort=observed'],
    ['/clusters/%00'],
    ['/clusters/a%00/revisions'],
    ['/cluster-names/%00'],
    ['/changes/%00'],
    ['/changes?subject=%00'],
    ['/changes?state=%00'],
    ['/changes?offset=99999999999999999999'],
    ['/previews/%00'],
    ['/bulk-previews/%00'],
    ['/profiles/%00'],
    ['/profiles/base/versions/%00'],
    ['/profiles/base/diff?from=%00&to=1.0.0'],
    ['/profiles/base/diff?from=1.0.0'],
    ['/targets?profile=%00&version=1'],
    ['/activity?actor=%00'],
    ['/activity?changeId=%00'],
    ['/activity?since=yesterday'],
    ['/activity?cursor=x'],
    ['/activity?format=xml'],
    ['/clusters/%E0%A4%A'],
  ])('GET %s is the fault of the caller', async path => {
    const { status, body } = await world.as('alice')('get', path);
    expect([status, body.error?.name]).toEqual([400, expect.any(String)]);
  });

  it.each([
    ['/clusters?search=%25%27%22%3B--'],
    [`/clusters?search=${'x'.repeat(63)}`],
    [`/clusters?${Array.from({ length: 500 }, () => 'owner=a').join('&')}`],
    ['/clusters?offset=1000000000'],
    [`/changes?subject=${'x'.repeat(5_000)}`],
    [`/activity?actor=${'x'.repeat(5_000)}`],
  ])('GET %s finds nothing', async path => {
    const { status, body } = await world.as('alice')('get', path);
    expect([status, body.items]).toEqual([200, []]);
  });

  const create = (changed: object) => ({
    ...world.create({ cluster: 'hostile' }),
    ...changed,
  });
  const body: Array<[string, () => unknown]> = [
    ['nothing', () => ({})],
    ['a list', () => []],
    ['another kind', () => ({ kind: 'explode' })],
    ['a prototype', () => ({ kind: 'constructor' })],
    ['a NUL character in a comment', () => create({ comment: `a${NUL}b` })],
    ['a NUL character in a name', () => create({ cluster: `a${NUL}` })],
    ['a NUL character in an owner', () => create({ owner: `group:a/${NUL}` })],
    [
      'a NUL character in a parameter',
      () =>
        create({
          profile: { name: 'open', version: '1.0.0' },
          parameters: { text: NUL },
        }),
    ],
    [
      'a NUL character in the name of a parameter',
      () =>
        create({
          profile: { name: 'open', version: '1.0.0' },
          parameters: { [NUL]: 1 },
        }),
    ],
    [
      'deep parameters',
      () =>
        create({
          profile: { name: 'open', version: '1.0.0' },
          parameters: { deep },
        }),
    ],
    ['a long comment', () => create({ comment: 'x'.repeat(2_001) })],
    ['a long name', () => create({ cluster: 'x'.repeat(64) })],
    [
      'a long owner',
      () => create({ owner: `group:default/${'x'.repeat(300)}` }),
    ],
    [
      'a long version',
      () => create({ profile: { name: 'base', version: '1'.repeat(65) } }),
    ],
    ['parameters that are a list', () => create({ parameters: [] })],
    [
      'a revision beyond all numbers',
      () => ({ kind: 'roll-back', cluster: 'payments', revision: 1e15 }),
    ],
    [
      'a revision that is none',
      () => ({ kind: 'roll-back', cluster: 'payments', revision: 1.5 }),
    ],
    [
      'machines beyond all numbers',
      () => ({
        kind: 'resize',
        cluster: 'payments',
        workers: { general: 1e9 },
      }),
    ],
    [
      'machines of a prototype',
      () => ({
        kind: 'resize',
        cluster: 'payments',
        workers: { constructor: 3 },
      }),
    ],
    [
      'a bundle with a long version',
      () => ({
        kind: 'publish',
        bundle: aBundle({ name: 'long', version: `1.0.0-${'a'.repeat(80)}` }),
      }),
    ],
    [
      'a bundle with a long name',
      () => ({ kind: 'publish', bundle: aBundle({ name: 'x'.repeat(64) }) }),
    ],
    [
      'a bundle with a long lifecycle',
      () => ({
        kind: 'publish',
        bundle: aBundle({ name: 'long', lifecycle: 'x'.repeat(64) }),
      }),
    ],
    [
      'an address that is none',
      () => ({ kind: 'publish', url: 'not an address' }),
    ],
  ];

  it.each(body)('POST of %s is the fault of the caller', async (_, make) => {
    for (const path of ['/changes', '/previews']) {
      const response = await world.as('alice')('post', path, make() as object);
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(response.status).toBeLessThan(500);
      expect(response.body.error).toMatchObject({ name: expect.any(String) });
    }
    for (const path of ['/bulk-changes', '/bulk-previews']) {
      for (const sent of [make(), { requests: make() }]) {
        const response = await world.as('alice')('post', path, sent as object);
        expect([path, response.status]).toEqual([path, 400]);
      }
    }
  });

  it.each([
    ['/changes/nope/approve', { planDigest: 'x' }, 404],
    ['/changes/nope/approve', {}, 400],
    ['/changes/nope/reject', { planDigest: NUL, comment: 'because' }, 400],
    ['/changes/nope/cancel', {}, 404],
    ['/changes/nope/replan', {}, 404],
    ['/changes/nope/retry', {}, 404],
    ['/profiles/validate', { document: NUL }, 400],
    ['/profiles/validate', { document: 1 }, 400],
  ])('POST %s with %j is answered %s', async (path, sent, status) => {
    const response = await world.as('paula')('post', path, sent);
    expect(response.status).toBe(status);
  });

  it('keeps the longest names that it takes', async () => {
    const cluster = `a${'x'.repeat(62)}`;
    const name = 'p'.repeat(63);
    await world.publish({
      name,
      version: `1.0.0-${'a'.repeat(58)}`,
      lifecycle: 'l'.repeat(63),
    });
    const response = await world.as('alice')(
      'post',
      '/changes',
      world.create({
        cluster,
        description: 'd'.repeat(500),
        profile: { name, version: `1.0.0-${'a'.repeat(58)}` },
        comment: 'c'.repeat(2_000),
      }),
      'k'.repeat(255),
    );
    expect(response.status).toBe(202);
  });
});
