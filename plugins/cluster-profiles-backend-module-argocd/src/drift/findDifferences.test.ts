import type { ObservedLayer } from '@cluster-profiles/plugin-cluster-profiles-common';
import type {
  JsonApi,
  KubernetesObject,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import { ProviderUnreachableError } from '@cluster-profiles/plugin-cluster-profiles-node';
import { findDifferences } from './findDifferences';
import { ManagedResources } from './ManagedResources';

const DRIFTED = [
  { kind: 'ConfigMap', namespace: 'shop', name: 'old', requiresPruning: true },
  { kind: 'Deployment', group: 'apps', namespace: 'shop', name: 'web' },
];
const application: KubernetesObject = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: { name: 'shop-ingress', namespace: 'argocd' },
  spec: { project: 'p' },
  status: {
    resources: [
      ...DRIFTED.map(resource => ({ ...resource, status: 'OutOfSync' })),
      { kind: 'Service', namespace: 'shop', name: 'web', status: 'Synced' },
    ],
  },
};
const seen: ObservedLayer = {
  name: 'ingress',
  health: 'Healthy',
  drift: 'Drifted',
};
const states = (replicas: number) =>
  JSON.stringify({ kind: 'Deployment', metadata: {}, spec: { replicas } });
const item = {
  kind: 'Deployment',
  namespace: 'shop',
  name: 'web',
  liveState: states(5),
  normalizedLiveState: states(5),
  predictedLiveState: states(2),
  targetState: states(2),
};

describe('findDifferences', () => {
  const find = (
    get: JsonApi['get'] | undefined,
    options: Partial<Parameters<typeof findDifferences>[1]> = {},
  ) =>
    findDifferences(application, {
      seen,
      exceptions: [],
      resources: get && new ManagedResources({ api: { get } }),
      withoutApi: 'no api',
      ...options,
    });

  it('asks for each object that differs', async () => {
    const get = jest.fn<ReturnType<JsonApi['get']>, Parameters<JsonApi['get']>>(
      async () => ({ items: [item] }),
    );
    await expect(find(get)).resolves.toEqual({
      ...seen,
      differences: [
        expect.objectContaining({
          object: 'Deployment shop/web',
          path: '/spec/replicas',
        }),
      ],
    });
    expect(get.mock.calls.map(([path, { query }]) => [path, query])).toEqual(
      DRIFTED.map(({ kind, name, group }) => [
        '/api/v1/applications/shop-ingress/managed-resources',
        expect.objectContaining({
          appNamespace: 'argocd',
          project: 'p',
          kind,
          name,
          group,
        }),
      ]),
    );
  });

  it('tells names and why, without an API and while it is silent', async () => {
    const differences = [
      { object: 'ConfigMap shop/old', path: '', whole: 'undesired' },
      { object: 'Deployment shop/web', path: '', whole: 'unknown' },
    ];
    await expect(find(undefined)).resolves.toEqual({
      ...seen,
      differences,
      fieldsUnknown: { reason: 'no api' },
    });
    const silent = async () => {
      throw new ProviderUnreachableError('down');
    };
    await expect(find(silent)).resolves.toEqual({
      ...seen,
      differences,
      fieldsUnknown: { reason: 'down', retry: true },
    });
  });

  it('does not know of drift that is gone by the time it asks', async () => {
    const same = { ...item, normalizedLiveState: states(2) };
    await expect(find(async () => ({ items: [same] }))).resolves.toEqual({
      ...seen,
      drift: 'Unknown',
    });
  });

  it('looks at what Argo CD is told to leave alone, also in sync', async () => {
    const left = { ...item, normalizedLiveState: states(2) };
    await expect(
      find(async () => ({ items: [left] }), {
        seen: { ...seen, drift: 'InSync' },
        exceptions: [{ object: 'Deployment shop/web', path: '/spec/replicas' }],
      }),
    ).resolves.toMatchObject({
      drift: 'InSync',
      differences: [{ path: '/spec/replicas', desired: 2, observed: 5 }],
    });
  });

  it('asks nobody where nothing drifted', async () => {
    const get = jest.fn();
    const inSync: ObservedLayer = { ...seen, drift: 'InSync' };
    await expect(find(get, { seen: inSync })).resolves.toBe(inSync);
    expect(get).not.toHaveBeenCalled();
  });
});
