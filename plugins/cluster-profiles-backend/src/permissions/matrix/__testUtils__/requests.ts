import type {
  Change,
  ChangeRequest,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { JsonObject } from '@backstage/types';
import { aBundle } from '../../../__testUtils__/bundles';
import { CHECKOUT } from '../../../__testUtils__/startWorld';

/** What the requests are about; whoever may not see the cluster must not be told of it. */
export interface Scene {
  /** A production cluster of the owner. */
  cluster: string;
  /** How a staging cluster of the owner came to be, which everybody sees. */
  shared: Change;
  /** A new change that waits for approval, for each request. */
  waiting(): Promise<Change>;
  /** Ids of previews of the owner. */
  preview: string;
  bulkPreview: string;
}

export interface MatrixRequest {
  path: string;
  body?: object;
  /** Stands in the answer for whoever is told everything. */
  telling?: string | RegExp;
}

const profile = { name: 'base', version: '1.0.0' };
const pause = ({ cluster }: Scene): ChangeRequest => ({
  kind: 'pause',
  cluster,
});
const get = (path: string, telling?: string | RegExp) => async () => ({
  path,
  telling,
});
const ofCluster =
  (path: string) =>
  async ({ cluster }: Scene) => ({
    path: `/clusters/${cluster}${path}`,
  });
const decide = (verb: string) => async (scene: Scene) => {
  const { id, planDigest } = await scene.waiting();
  return {
    path: `/changes/${id}/${verb}`,
    body: { planDigest, comment: 'because' },
  };
};
const continued = (verb: string) => async (scene: Scene) => ({
  path: `/changes/${(await scene.waiting()).id}/${verb}`,
});

/** How each route is asked about the scene. */
export const REQUESTS: Record<
  string,
  (scene: Scene) => Promise<MatrixRequest>
> = {
  'get /profiles': get('/profiles', 'base'),
  'post /profiles/validate': async () => ({
    path: '/profiles/validate',
    body: aBundle({ name: 'new' }),
  }),
  'get /profiles/{name}': get('/profiles/base'),
  'get /profiles/{name}/versions/{version}': get(
    '/profiles/base/versions/1.0.0',
  ),
  'get /profiles/{name}/diff': get('/profiles/base/diff?from=1.0.0&to=1.0.0'),
  'get /profiles/{name}/drift': get('/profiles/base/drift'),
  'get /layers': async ({ cluster }) => ({
    path: '/layers',
    telling: cluster,
  }),

  'get /targets': get('/targets', 'management.example.com'),
  'get /targets/{name}/importable': get('/targets/legacy/importable'),
  'get /providers': get('/providers', 'prod-eu1'),
  'get /fleet': get('/fleet', /"total":([3-9]|\d\d)/),
  'get /clusters': async ({ cluster }) => ({
    path: '/clusters',
    telling: cluster,
  }),
  'get /clusters/{name}': ofCluster(''),
  'get /clusters/{name}/layers': ofCluster('/layers'),
  'get /clusters/{name}/revisions': ofCluster('/revisions'),
  'get /clusters/{name}/drift': ofCluster('/drift'),
  'get /clusters/{name}/drift/{finding}/adoption':
    ofCluster('/drift/f1/adoption'),
  'post /clusters/{name}/drift/correct': async scene => ({
    ...(await ofCluster('/drift/correct')(scene)),
    body: { layer: 'cilium' },
  }),
  'get /clusters/{name}/access': async scene => ({
    ...(await ofCluster('/access')(scene)),
    telling: 'view',
  }),
  'post /clusters/{name}/access': async scene => ({
    ...(await ofCluster('/access')(scene)),
    body: { role: 'view' },
  }),
  'get /clusters/{name}/export': ofCluster('/export'),
  'get /clusters/{name}/evidence': ofCluster('/evidence'),
  'get /cluster-names/{name}': get('/cluster-names/free'),

  'get /changes': async ({ cluster }) => ({
    path: '/changes?limit=200',
    telling: `"name":"${cluster}"`,
  }),
  'post /changes': async scene => ({ path: '/changes', body: pause(scene) }),
  'get /changes/{id}': async scene => ({
    path: `/changes/${(await scene.waiting()).id}`,
  }),
  'post /changes/{id}/approve': decide('approve'),
  'post /changes/{id}/reject': decide('reject'),
  'post /changes/{id}/break-glass': async scene => {
    const { id, planDigest } = await scene.waiting();
    return {
      path: `/changes/${id}/break-glass`,
      body: { planDigest, reason: 'because' },
    };
  },
  'post /changes/{id}/review': async scene => ({
    ...(await continued('review')(scene)),
    body: { verdict: 'confirmed' },
  }),
  'post /changes/{id}/withdraw-approval': decide('withdraw-approval'),
  'post /changes/{id}/comments': async scene => ({
    path: `/changes/${(await scene.waiting()).id}/comments`,
    body: { text: 'Why so many?' },
  }),
  'post /changes/{id}/cancel': continued('cancel'),
  'post /changes/{id}/replan': continued('replan'),
  'post /changes/{id}/retry': continued('retry'),
  'get /typical-times': get('/typical-times?kind=create'),
  'post /previews': async scene => ({ path: '/previews', body: pause(scene) }),
  'get /previews/{id}': async ({ preview }) => ({
    path: `/previews/${preview}`,
  }),
  'post /bulk-previews': async scene => ({
    path: '/bulk-previews',
    body: { requests: [pause(scene)] },
  }),
  'get /bulk-previews/{id}': async ({ bulkPreview }) => ({
    path: `/bulk-previews/${bulkPreview}`,
  }),
  'post /bulk-changes': async scene => ({
    path: '/bulk-changes',
    body: { requests: [pause(scene)] },
    telling: '"change"',
  }),

  'post /policies/explain': async () => ({
    path: '/policies/explain',
    body: { kind: 'create', target: 'prod-eu1' },
  }),
  'get /activity': async ({ cluster }) => ({
    path: '/activity?limit=200',
    telling: cluster,
  }),
  'get /activity/checkpoints': get('/activity/checkpoints'),
  'post /activity/erasures': async () => ({
    path: '/activity/erasures',
    body: { person: 'user:default/gone', reason: 'He asked for it' },
  }),
  'get /write-switch': get('/write-switch'),
  'put /write-switch': async () => ({
    path: '/write-switch',
    body: { writes: true },
  }),
  'get /openapi.json': get('/openapi.json'),
};

interface MatrixCall {
  input: JsonObject;
  telling?: string;
}
const named =
  (name: (scene: Scene) => string | Promise<string>) =>
  async (scene: Scene) => ({ input: { name: await name(scene) } });
const newChange = async (scene: Scene) => (await scene.waiting()).id;

/** How each action is asked about the scene. */
export const CALLS: Record<string, (scene: Scene) => Promise<MatrixCall>> = {
  'list-profiles': async () => ({ input: {}, telling: 'base' }),
  'get-profile': named(() => 'base'),
  'list-clusters': async ({ cluster }) => ({ input: {}, telling: cluster }),
  'get-cluster': named(({ cluster }) => cluster),
  'list-changes': async ({ cluster }) => ({
    input: {},
    telling: `"name":"${cluster}"`,
  }),
  'get-change': named(newChange),
  'explain-change': named(newChange),
  propose: async scene => ({
    input: { request: { kind: 'pause', cluster: scene.cluster } },
  }),
};

/** A production cluster that waits for its approval. */
export const waitingCreate = (cluster: string): ChangeRequest => ({
  kind: 'create',
  cluster,
  owner: CHECKOUT,
  target: 'prod-eu1',
  profile,
});

/** Where values of what everybody sees stand. */
export const VALUES: Record<string, (scene: Scene) => string> = {
  'a cluster': ({ shared }) => `/clusters/${shared.subject.name}`,
  'its revisions': ({ shared }) => `/clusters/${shared.subject.name}/revisions`,
  'its changes': ({ shared }) => `/changes/${shared.id}`,
  'its export': ({ shared }) => `/clusters/${shared.subject.name}/export`,
  'its evidence': ({ shared }) => `/clusters/${shared.subject.name}/evidence`,
  'a profile': () => '/profiles/base/versions/1.0.0',
};
