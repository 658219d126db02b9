import request from 'supertest';
import { mockCredentials } from '@backstage/backend-test-utils';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { aBundle } from '../__testUtils__/bundles';
import { startWorld, type World } from '../__testUtils__/startWorld';

jest.setTimeout(120_000);

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});

describe.each(databases.eachSupportedId())('a bundle, %s', databaseId => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld({ knex: await databases.init(databaseId) });
    await world.publish();
    await world.apply(world.create({ cluster: 'neighbour' }));
  });
  afterAll(() => world.stop());

  const publish = async (bundle: object) => {
    const before = performance.now();
    const { status, body } = await world.as('paula')('post', '/changes', {
      kind: 'publish',
      bundle,
    });
    return {
      status,
      seconds: (performance.now() - before) / 1000,
      message: body.error?.message as string,
    };
  };
  const quickly = 10;

  it.each([
    '../outside',
    './../outside',
    './a/../../outside',
    '/etc/passwd',
    './a//b',
    './a\\..\\b',
    'file:///etc/passwd',
    './%2e%2e/outside',
    './a/\u0000',
  ])('does not lead out of itself by the path %j', async path => {
    const { status } = await publish({
      ...aBundle({ name: 'out' }),
      files: { [path]: 'x' },
    });
    expect(status).toBe(400);
  });

  it('takes no key that means something to JavaScript', async () => {
    for (const key of ['__proto__', 'constructor', 'prototype']) {
      const { document } = aBundle({ name: 'keys' });
      const { status } = await publish({
        document: `${document}\n  ${key}:\n    polluted: true\n`,
      });
      expect(status).toBe(400);
    }
    const response = await request(world.server)
      .post('/api/cluster-profiles/v1/changes')
      .set('Authorization', mockCredentials.user.header('user:default/alice'))
      .set('Content-Type', 'application/json')
      .send(
        `{"kind":"delete","cluster":"neighbour","__proto__":{"force":true,"reason":"polluted"}}`,
      );
    expect(response.status).toBe(400);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(({} as Record<string, unknown>).force).toBeUndefined();
  });

  it('does not blow up: aliases of aliases', async () => {
    const lines = ['a: &a [x,x,x,x,x,x,x,x,x]'];
    for (const [index, name] of [...'bcdefghi'].entries()) {
      const previous = 'abcdefghi'[index];
      lines.push(
        `${name}: &${name} [${Array.from({ length: 9 }, () => `*${previous}`)}]`,
      );
    }
    const { status, seconds } = await publish({ document: lines.join('\n') });
    expect(status).toBe(400);
    expect(seconds).toBeLessThan(quickly);
  });

  it.each([
    ['YAML', (depth: number) => ({ document: '['.repeat(depth) })],
    [
      'flow maps',
      (depth: number) => ({ document: `${'{a: '.repeat(depth)}1` }),
    ],
    [
      'JSON',
      (depth: number) => ({
        ...aBundle(),
        files: JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`),
      }),
    ],
  ])('does not blow up: %s nested without end', async (_what, make) => {
    const { status, seconds } = await publish(make(5_000));
    expect(status).toBe(400);
    expect(seconds).toBeLessThan(quickly);
  });

  it('is refused before it is read when its body is too large', async () => {
    const { status } = await publish({
      document: 'x'.repeat(5 * 1024 * 1024),
    });
    expect(status).toBe(413);
  });

  it.each([
    '^(a+)+$',
    '^(a|a)*$',
    '^(a*)*b$',
    '^a*a*a*a*a*a*a*a*a*a*b$',
    '^(?=(a+))\\1b$',
    '(.*,){12}P',
  ])('holds nobody up with the pattern %s', async pattern => {
    const name = 'slow';
    const published = await publish(
      aBundle({
        name,
        version: `1.0.${Math.floor(Math.random() * 1e6)}`,
        parameters: {
          type: 'object',
          properties: {
            workers: { type: 'integer', default: 1 },
            slow: { type: 'string', pattern, default: `${'a'.repeat(5_000)}!` },
          },
        },
      }),
    );
    // Refused, for the pattern or because its own default does not fit; and at once.
    expect(published.status).toBe(400);
    expect(published.seconds).toBeLessThan(quickly);
  });

  it.each([
    '$' + '{{ clusters.neighbour.parameters.workers }}',
    '$' + '{{ cluster.__proto__ }}',
    '$' + '{{ parameters.constructor }}',
    '$' + '{{ layers.cilium.values.constructor.constructor }}',
    '$' + '{{ process.env.HOME }}',
    '$' + '{{ target.credentials }}',
    '$' + "{{ parameters['workers'] }}",
    '$' + '{{ 7 * 7 }}',
  ])('does not reach what is not its own: %s', async expression => {
    const { status, message } = await publish(
      aBundle({
        name: 'reaching',
        spec: {
          layers: [
            { name: 'kubernetes', kind: 'kubernetes', version: '1.35.2' },
            {
              name: 'ubuntu',
              kind: 'os',
              version: '24.04.3',
              source: { type: 'image', repository: 'library', image: 'ubuntu' },
              values: { reached: expression },
            },
          ],
        },
      }),
    );
    expect([status, message]).toEqual([
      400,
      expect.stringMatching(/values\/reached/),
    ]);
  });
});
