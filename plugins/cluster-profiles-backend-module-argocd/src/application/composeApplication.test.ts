import { layerDigest } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { DesiredLayer } from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  aDesiredState,
  aLayer,
} from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import { composeApplication } from './composeApplication';

const HELM = { type: 'helm', repository: 'charts', chart: 'web' } as const;

describe('composeApplication', () => {
  const compose = (
    overrides: Partial<DesiredLayer> = {},
    cluster = aDesiredState(),
  ) =>
    composeApplication({
      cluster,
      layer: aLayer({ source: HELM, ...overrides }),
      marks: { instanceId: 'portal', revision: 7 },
      namespace: 'argocd',
      now: new Date('2026-03-01T12:00:00.000Z'),
      repositories: new Map([
        ['charts', 'https://charts.example/stable'],
        ['registry', 'oci://registry.example/charts'],
      ]),
    });

  it('brings one layer to one cluster, marked as ours', () => {
    const layer = aLayer({ source: HELM });
    expect(compose()).toEqual({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: {
        name: expect.stringMatching(/^checkout-dev-ingress-/),
        namespace: 'argocd',
        finalizers: ['resources-finalizer.argocd.argoproj.io'],
        labels: {
          'clusterprofiles.io/instance': 'portal',
          'clusterprofiles.io/cluster-uid':
            '00000000-0000-4000-8000-000000000001',
          'clusterprofiles.io/cluster': 'checkout-dev',
          'clusterprofiles.io/target': 'dev-eu1',
          'clusterprofiles.io/layer': 'ingress',
          'clusterprofiles.io/profile': 'production-base',
          'clusterprofiles.io/version': '4.13.3',
          'clusterprofiles.io/digest': layerDigest(layer).slice(0, 16),
          'clusterprofiles.io/revision': '7',
        },
        annotations: {
          'clusterprofiles.io/version': '4.13.3',
          'clusterprofiles.io/digest': layerDigest(layer),
          'clusterprofiles.io/revision': '7',
          'clusterprofiles.io/spec-digest': expect.stringMatching(/^\w{64}$/),
        },
      },
      spec: {
        project: 'clusterprofiles-dev-eu1',
        source: {
          repoURL: 'https://charts.example/stable',
          chart: 'web',
          targetRevision: '4.13.3',
          helm: { releaseName: 'ingress', values: '{}' },
        },
        destination: { name: 'checkout-dev', namespace: 'ingress' },
        syncPolicy: {
          automated: { prune: true },
          retry: {
            limit: -1,
            backoff: { duration: '10s', factor: 2, maxDuration: '5m' },
          },
          syncOptions: ['CreateNamespace=true', 'ServerSideApply=true'],
        },
      },
    });
  });

  it('names an OCI registry as Argo CD does', () => {
    const source = { type: 'oci', repository: 'registry' } as const;
    expect(compose({ source }).spec).toMatchObject({
      source: { repoURL: 'registry.example/charts', chart: 'ingress' },
    });
  });

  it('gives equal values as equal text, null included', () => {
    const one = compose({ values: { a: { c: null, b: 1 }, d: 'yes' } });
    const other = compose({ values: { d: 'yes', a: { b: 1, c: null } } });
    expect(one.spec).toEqual(other.spec);
    expect(one.spec).toMatchObject({
      source: {
        helm: {
          values: JSON.stringify(
            { a: { b: 1, c: null }, d: 'yes' },
            undefined,
            2,
          ),
        },
      },
    });
  });

  it.each<[string, Partial<DesiredLayer>, string]>([
    ['without a source', { source: undefined }, 'has no source'],
    [
      'of manifests',
      { source: { type: 'manifests', path: './a' } },
      'consists of files',
    ],
    [
      'of an unknown repository',
      { source: { ...HELM, repository: 'other' } },
      '"other"',
    ],
    ['with a range', { version: '1.x' }, 'has version "1.x"'],
    ['with any version', { version: '*' }, 'exact'],
    ['with a part of a version', { version: '1.2' }, 'exact'],
  ])('refuses a layer %s', (_, overrides, message) => {
    expect(() => compose(overrides)).toThrow(
      expect.objectContaining({
        name: 'ProviderRefusedError',
        message: expect.stringContaining(message),
      }),
    );
  });

  it('never leads to the cluster that Argo CD runs on', () => {
    const cluster = aDesiredState({ cluster: { name: 'in-cluster' } });
    expect(() => compose({}, cluster)).toThrow('in-cluster');
  });
});
