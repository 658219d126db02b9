import { generateKeyPairSync } from 'node:crypto';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  TestDatabases,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import request from 'supertest';
import { aBundle } from '../__testUtils__/bundles';
import { startWorld, type World } from '../__testUtils__/startWorld';
import { realAuthentication, userToken } from './__testUtils__/signedIn';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
/** A database for each plugin: they keep their keys in tables of one name. */
const oneEach = (databaseId: TestDatabaseId) =>
  createServiceFactory({
    service: coreServices.database,
    deps: {},
    factory: () => {
      const client = databases.init(databaseId);
      return { getClient: () => client };
    },
  });

const CI = 'a-long-and-secret-token-of-ci';

describe.each(databases.eachSupportedId())(
  'nobody approves in the name of somebody else, %s',
  databaseId => {
    const authentication = realAuthentication();
    let world: World;
    let change: { id: string; planDigest: string };

    const send = (
      token: string | undefined,
      method: 'get' | 'post',
      path: string,
      body?: object,
    ) => {
      const sent = request(world.server)[method](
        `/api/cluster-profiles/v1${path}`,
      );
      if (token) sent.set('Authorization', `Bearer ${token}`);
      return sent.send(body);
    };
    const approve = (token: string | undefined) =>
      send(token, 'post', `/changes/${change.id}/approve`, {
        planDigest: change.planDigest,
      });
    const state = async () =>
      (await send(userToken('paula'), 'get', `/changes/${change.id}`)).body
        .state;

    beforeAll(async () => {
      world = await startWorld({
        features: [...authentication.features, oneEach(databaseId)],
        rootConfig: {
          backend: {
            auth: {
              externalAccess: [
                { type: 'static', options: { token: CI, subject: 'ci' } },
              ],
            },
          },
        },
        config: {
          services: [
            {
              subject: 'external:ci',
              // As wide as a careless administrator could grant it.
              may: ['read', 'approve', 'force', 'administer'],
            },
          ],
        },
      });
      const { body } = await send(userToken('paula'), 'post', '/changes', {
        kind: 'publish',
        bundle: aBundle(),
      });
      const deadline = Date.now() + 60_000;
      do {
        change = (await send(userToken('paula'), 'get', `/changes/${body.id}`))
          .body;
      } while (!change.planDigest && Date.now() < deadline);
      if ((await state()) !== 'awaiting-approval') {
        throw new Error(`The publication is ${await state()}`);
      }
    });
    afterAll(() => world.stop());

    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' });

    it.each<[string, number, () => Promise<string | undefined> | string]>([
      ['an expired token', 401, () => userToken('pete', { secondsLeft: -60 })],
      [
        'a token that another portal signed',
        401,
        () => userToken('pete', { key: other.privateKey }),
      ],
      [
        'a token with another name put in',
        401,
        () => {
          const [header, , signature] = userToken('alice').split('.');
          const [, payload] = userToken('pete').split('.');
          return [header, payload, signature].join('.');
        },
      ],
      ['no token', 401, async () => undefined],
      ['the token of a service', 403, () => CI],
      ['the own token of another plugin', 403, () => authentication.ownToken()],
      [
        "a template's HTTP action with the token of its initiator",
        403,
        () => authentication.carriedToken('pete'),
      ],
      ['the token of the proposer', 403, () => userToken('paula')],
      ['the token of a user who is no approver', 403, () => userToken('alice')],
    ])('with %s', async (_what, status, token) => {
      expect((await approve(await token())).status).toBe(status);
      expect(await state()).toBe('awaiting-approval');
    });

    it('by naming the other in a header', async () => {
      const { status } = await request(world.server)
        .post(`/api/cluster-profiles/v1/changes/${change.id}/approve`)
        .set('Authorization', `Bearer ${userToken('alice')}`)
        .set('X-Backstage-User', 'user:default/pete')
        .set('X-Forwarded-User', 'pete')
        .send({ planDigest: change.planDigest });
      expect(status).toBe(403);
    });

    it('while a carried token still proposes and reads, and the own sign-in of an approver approves', async () => {
      const carried = await authentication.carriedToken('pete');
      expect((await send(carried, 'get', `/changes/${change.id}`)).status).toBe(
        200,
      );
      expect((await approve(userToken('pete'))).status).toBe(200);
    });
  },
);
