import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { default as scaffolderBackend } from '@backstage/plugin-scaffolder-backend';
import express from 'express';
import Router from 'express-promise-router';
import request from 'supertest';
import { parse } from 'yaml';
import { scaffolderModuleClusterProfiles } from './module';

const TEMPLATES = resolve(__dirname, '../../../examples/templates');

/** Remembers what is sent to the API, and by whom. */
function clusterProfiles() {
  const sent: Array<{ path: string; body: any; by: string; key?: string }> = [];
  const plugin = createBackendPlugin({
    pluginId: 'cluster-profiles',
    register(env) {
      env.registerInit({
        deps: {
          httpAuth: coreServices.httpAuth,
          router: coreServices.httpRouter,
        },
        async init({ httpAuth, router: mount }) {
          const router = Router();
          router.use(express.json());
          router.post(['/v1/changes', '/v1/previews'], async (req, res) => {
            const credentials = await httpAuth.credentials(req, {
              allow: ['user'],
            });
            sent.push({
              path: req.path,
              body: req.body,
              by: credentials.principal.userEntityRef,
              key: req.header('idempotency-key'),
            });
            res.status(202).json({ id: 'c1', state: 'planning' });
          });
          router.get('/v1/changes/c1', async (_, res) => {
            res.json({ id: 'c1', state: 'accepted', differsFromSeen: true });
          });
          mount.use(router);
        },
      });
    },
  });
  return { plugin, sent };
}

const values = {
  'request-cluster': {
    profile: { name: 'production-base', version: '1.4.0' },
    name: 'checkout-dev',
    owner: 'group:default/checkout',
    target: 'dev-eu1',
    parameters: { workers: 5 },
    follow: 'patch',
    plan: 'abc',
  },
  'upgrade-cluster': {
    cluster: 'checkout-dev',
    version: '1.4.0',
    parameters: {},
    plan: 'abc',
  },
};
const changes = {
  'request-cluster': {
    kind: 'create',
    cluster: 'checkout-dev',
    owner: 'group:default/checkout',
    target: 'dev-eu1',
    profile: { name: 'production-base', version: '1.4.0' },
    parameters: { workers: 5 },
    follow: 'patch',
    seenPlanDigest: 'abc',
  },
  'upgrade-cluster': {
    kind: 'upgrade',
    cluster: 'checkout-dev',
    version: '1.4.0',
    parameters: {},
    seenPlanDigest: 'abc',
  },
};

describe.each(['request-cluster', 'upgrade-cluster'] as const)(
  'the template %s',
  name => {
    const template = parse(
      readFileSync(resolve(TEMPLATES, name, 'template.yaml'), 'utf8'),
    );

    async function start() {
      const { plugin, sent } = clusterProfiles();
      const { server } = await startTestBackend({
        features: [
          scaffolderBackend,
          scaffolderModuleClusterProfiles,
          plugin,
          catalogServiceMock.factory({
            entities: [
              {
                ...template,
                metadata: {
                  ...template.metadata,
                  namespace: 'default',
                  annotations: {
                    'backstage.io/managed-by-location':
                      'url:https://example.com/template.yaml',
                  },
                },
              },
              {
                apiVersion: 'backstage.io/v1alpha1',
                kind: 'User',
                metadata: { name: 'alice', namespace: 'default' },
                spec: {},
              },
            ],
          }),
        ],
      });
      return { server, sent };
    }
    const alice = mockCredentials.user.header('user:default/alice');

    it('proposes the change as the user', async () => {
      const { server, sent } = await start();
      const {
        body: { id },
      } = await request(server)
        .post('/api/scaffolder/v2/tasks')
        .set('Authorization', alice)
        .send({ templateRef: `template:default/${name}`, values: values[name] })
        .expect(201);
      let task;
      for (let looks = 0; looks < 100; looks++) {
        task = (
          await request(server)
            .get(`/api/scaffolder/v2/tasks/${id}`)
            .set('Authorization', alice)
        ).body;
        if (['completed', 'failed'].includes(task.status)) {
          break;
        }
        await new Promise(done => setTimeout(done, 100));
      }
      const { body: events } = await request(server)
        .get(`/api/scaffolder/v2/tasks/${id}/events`)
        .set('Authorization', alice);
      expect({ status: task.status, events }).toMatchObject({
        status: 'completed',
      });
      expect(sent).toEqual([
        {
          path: '/v1/changes',
          body: changes[name],
          by: 'user:default/alice',
          key: expect.stringMatching(/^[0-9a-f]{64}$/),
        },
      ]);
      const completion = events.find(
        (event: any) => event.type === 'completion',
      );
      expect(completion.body.output.links).toEqual([
        expect.objectContaining({ url: '/cluster-profiles/changes/c1' }),
        expect.objectContaining({ entityRef: 'resource:default/checkout-dev' }),
      ]);
    }, 60_000);

    it('proposes nothing in a dry run', async () => {
      const { server, sent } = await start();
      await request(server)
        .post('/api/scaffolder/v2/dry-run')
        .set('Authorization', alice)
        .send({ template, values: values[name], directoryContents: [] })
        .expect(200);
      expect(sent).toEqual([
        {
          path: '/v1/previews',
          body: changes[name],
          by: 'user:default/alice',
        },
      ]);
    }, 60_000);
  },
);
