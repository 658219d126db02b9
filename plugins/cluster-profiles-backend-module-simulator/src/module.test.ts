import { createBackendPlugin } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import {
  addOnEnginesExtensionPoint,
  clusterProvidersExtensionPoint,
  type AddOnEngine,
  type ClusterProvider,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import {
  aDesiredState,
  noFiles,
} from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import request from 'supertest';
import simulator from './index';

const USER = mockCredentials.user.header('user:default/paula');
const SERVICE = mockCredentials.service.header();
const MISBEHAVIOURS = '/api/cluster-profiles/simulator/misbehaviours';
const OPERATIONS = '/api/cluster-profiles/simulator/operations';

async function start(
  simulatorConfig: { secondsPerStep?: number } = {},
  dangerouslyAllowExamples = false,
) {
  const providers: ClusterProvider[] = [];
  const engines: AddOnEngine[] = [];
  const host = createBackendPlugin({
    pluginId: 'cluster-profiles',
    register(env) {
      env.registerExtensionPoint(clusterProvidersExtensionPoint, {
        addProvider: provider => providers.push(provider),
      });
      env.registerExtensionPoint(addOnEnginesExtensionPoint, {
        addEngine: engine => engines.push(engine),
      });
      env.registerInit({ deps: {}, async init() {} });
    },
  });
  const { server } = await startTestBackend({
    features: [
      host,
      simulator,
      mockServices.rootConfig.factory({
        data: {
          clusterProfiles: {
            simulator: simulatorConfig,
            dangerouslyAllowExamples,
          },
        },
      }),
    ],
  });
  return { server, providers, engines };
}

describe('module simulator', () => {
  it('adds a provider and an engine', async () => {
    const { providers, engines } = await start();
    expect(providers.map(({ id }) => id)).toEqual(['simulator']);
    expect(providers[0].layerKinds).toEqual(['os', 'kubernetes']);
    expect(engines.map(({ id }) => id)).toEqual(['simulator']);
    await expect(
      providers[0].observe({ desired: aDesiredState() }),
    ).resolves.toBeUndefined();
  });

  it('refuses a wrong number of seconds', async () => {
    await expect(start({ secondsPerStep: -1 })).rejects.toThrow(
      /secondsPerStep is -1/,
    );
  });

  it('keeps its routes closed unless they are opened', async () => {
    const { server } = await start();
    for (const call of [
      request(server).get(MISBEHAVIOURS),
      request(server).put(MISBEHAVIOURS).send({ kind: 'hang' }),
      request(server).delete(MISBEHAVIOURS),
      request(server).get(`${OPERATIONS}?cluster=x`),
    ]) {
      const response = await call.set('Authorization', USER);
      expect(response.status).toBe(404);
      expect(response.body.error).toMatchObject({
        name: 'NotFoundError',
        message: expect.stringContaining('dangerouslyAllowExamples'),
      });
    }
  });

  describe('with open routes', () => {
    let backend: Awaited<ReturnType<typeof start>>;

    beforeAll(async () => {
      backend = await start({ secondsPerStep: 0 }, true);
    });

    it('takes orders from users only', async () => {
      const { server } = backend;
      const calls = () => [
        request(server).get(MISBEHAVIOURS),
        request(server).put(MISBEHAVIOURS).send({ kind: 'hang' }),
        request(server).delete(MISBEHAVIOURS),
        request(server).delete(`${MISBEHAVIOURS}/some-id`),
      ];
      for (const call of calls()) {
        const response = await call.set('Authorization', SERVICE);
        expect(response.status).toBe(403);
      }
      for (const call of calls()) {
        const response = await call.set(
          'Authorization',
          mockCredentials.none.header(),
        );
        expect(response.status).toBe(401);
      }
    });

    it.each([
      [{}, '/kind'],
      [{ kind: 'explode' }, '/kind'],
      [{ kind: 'conflict', times: 0 }, '/times'],
      [{ kind: 'hang', cluster: '' }, '/cluster'],
      [{ kind: 'hang', unknown: true }, 'unknown'],
    ])('says what is wrong with %j', async (body, field) => {
      const response = await request(backend.server)
        .put(MISBEHAVIOURS)
        .set('Authorization', USER)
        .send(body);
      expect(response.status).toBe(400);
      expect(response.body.error).toMatchObject({
        name: 'InputError',
        message: expect.stringContaining(field),
      });
    });

    it('sets, lists, replaces and clears misbehaviours', async () => {
      const { server } = backend;
      const put = (body: object) =>
        request(server)
          .put(MISBEHAVIOURS)
          .set('Authorization', USER)
          .send(body);
      const list = async () =>
        (await request(server).get(MISBEHAVIOURS).set('Authorization', USER))
          .body.items;
      const drift = { kind: 'drift-layer', cluster: 'a', layer: 'ingress' };
      const { body: first } = await put(drift);
      const { body: second } = await put({ ...drift, message: 'again' });
      const { body: conflict } = await put({ kind: 'conflict', times: 3 });
      expect(first.id).not.toBe(second.id);
      expect(conflict.remaining).toBe(3);
      expect((await list()).map(({ id }: { id: string }) => id).sort()).toEqual(
        [second.id, conflict.id].sort(),
      );

      const remove = (path: string) =>
        request(server).delete(path).set('Authorization', USER);
      expect((await remove(`${MISBEHAVIOURS}/${second.id}`)).status).toBe(204);
      expect((await remove(`${MISBEHAVIOURS}/${second.id}`)).status).toBe(404);
      await expect(list()).resolves.toHaveLength(1);
      expect((await remove(MISBEHAVIOURS)).status).toBe(204);
      await expect(list()).resolves.toEqual([]);
    });

    it('makes the provider misbehave', async () => {
      const { server, providers } = backend;
      const desired = aDesiredState();
      await request(server).put(MISBEHAVIOURS).set('Authorization', USER).send({
        kind: 'unreachable',
        target: desired.target.name,
        message: 'No route to host',
      });
      await expect(providers[0].observe({ desired })).rejects.toMatchObject({
        name: 'ProviderUnreachableError',
        message: 'No route to host',
      });
      await request(server).delete(MISBEHAVIOURS).set('Authorization', USER);
    });

    it('tells what was requested, by idempotency key', async () => {
      const { server, providers } = backend;
      const desired = aDesiredState();
      const marks = {
        instanceId: 'test',
        revision: 1,
        idempotencyKey: 'change-1',
      };
      await providers[0].apply({ desired, marks, files: noFiles });
      await providers[0].apply({ desired, marks, files: noFiles });
      const operations = (query: string) =>
        request(server)
          .get(`${OPERATIONS}${query}`)
          .set('Authorization', SERVICE);
      const { body } = await operations(`?cluster=${desired.cluster.uid}`);
      expect(body.items).toEqual([
        {
          operation: 'apply',
          subject: desired.cluster.name,
          idempotencyKey: 'change-1',
          revision: 1,
          requested: 2,
          effective: 1,
          firstAt: expect.any(String),
          lastAt: expect.any(String),
        },
      ]);
      expect((await operations('')).status).toBe(400);
    });
  });
});
