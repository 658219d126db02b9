import { mockCredentials } from '@backstage/backend-test-utils';
import request from 'supertest';
import { startWorld, type World } from '../__testUtils__/startWorld';

jest.setTimeout(60_000);

describe('GET /activity', () => {
  let world: World;
  const paula = mockCredentials.user.header('user:default/paula');
  const get = (path: string, accept = 'application/json') =>
    request(world.server)
      .get(`/api/cluster-profiles/v1${path}`)
      .set('Authorization', paula)
      .set('Accept', accept);

  beforeAll(async () => {
    world = await startWorld();
    await world.publish();
    await world.apply(world.create());
  });
  afterAll(() => world.stop());

  it('streams all that the filters find as JSON Lines', async () => {
    const { body } = await get('/activity?limit=200&subject=payments');
    for (const [path, accept] of [
      ['/activity?subject=payments&format=jsonl', 'application/json'],
      ['/activity?subject=payments', 'application/jsonl'],
    ]) {
      const { type, text } = await get(path, accept);
      expect(type).toBe('application/jsonl');
      expect(
        text
          .trimEnd()
          .split('\n')
          .map(line => JSON.parse(line)),
      ).toEqual(body.items);
    }
    expect(body.items.length).toBeGreaterThan(3);
  });

  it('gives CSV to save', async () => {
    const { type, text, headers } = await get('/activity', 'text/csv');
    expect(type).toBe('text/csv');
    expect(headers['content-disposition']).toBe(
      'attachment; filename="activity.csv"',
    );
    const { body } = await get('/activity');
    expect(text.trimEnd().split('\r\n')).toHaveLength(body.totalCount + 1);
  });

  it('finds what happened in a time, in whatever zone it is told', async () => {
    const { body } = await get('/activity');
    const [last] = body.items;
    const count = async (query: string) =>
      (await get(`/activity?${query}`)).body.totalCount;
    expect(await count(`until=${last.at}`)).toBeLessThan(body.totalCount);
    expect(
      await count(`since=${last.at.replace('Z', '%2B00:00')}`),
    ).toBeGreaterThan(0);
    expect(await count('since=2999-01-01T00:00:00Z')).toBe(0);
  });

  it('names the request, and the service that carried the token of a user', async () => {
    const response = await world
      .asActorFor('alice')('post', '/changes', world.create({ cluster: 'two' }))
      .then(answer => answer);
    expect(response.status).toBe(202);
    const { body } = await get(`/activity?changeId=${response.body.id}`);
    expect(body.items[body.items.length - 1]).toMatchObject({
      type: 'change-proposed',
      actor: 'service:plugin:scaffolder',
      onBehalfOf: 'user:default/alice',
      requestId: response.headers['x-request-id'],
    });
    expect(
      (await get('/activity?actor=user:default/alice&subject=two')).body.items,
    ).toHaveLength(1);
    // What the request set off is no part of it.
    const done = await world.until(
      response.body.id,
      state => state === 'applied',
    );
    const after = await get(
      `/activity?changeId=${done.id}&type=change-applied`,
    );
    expect(after.body.items).toMatchObject([{ actor: 'system:reconciler' }]);
    expect(after.body.items[0].requestId).toBeUndefined();
  });
});
