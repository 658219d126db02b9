import type { RenderedObject } from '@cluster-profiles/plugin-cluster-profiles-node';
import { renderedName } from '@cluster-profiles/plugin-cluster-profiles-node';
import { asBrought } from './asBrought';
import { definedKinds, toApiVersions } from './definedKinds';

const object = (
  type: string,
  metadata: Partial<RenderedObject['metadata']> = {},
  spec: RenderedObject['spec'] = {},
): RenderedObject => {
  const [, apiVersion, kind] = /^(.*)\/(.*)$/.exec(type)!;
  return { apiVersion, kind, metadata: { name: 'x', ...metadata }, spec };
};
const definition = (kind: string, scope: string) =>
  object(
    'apiextensions.k8s.io/v1/CustomResourceDefinition',
    {},
    {
      group: 'example.io',
      scope,
      names: { kind },
      versions: [
        { name: 'v1', served: true },
        { name: 'v1alpha1', served: false },
      ],
    },
  );
const kinds = definedKinds([
  definition('Widget', 'Namespaced'),
  definition('Fleet', 'Cluster'),
]);

describe('asBrought', () => {
  it.each<[string, Partial<RenderedObject['metadata']>, string]>([
    ['apps/v1/Deployment', {}, 'Deployment web/x'],
    ['v1/ConfigMap', { namespace: 'kube-system' }, 'ConfigMap kube-system/x'],
    [
      'rbac.authorization.k8s.io/v1/ClusterRole',
      { namespace: 'web' },
      'ClusterRole x',
    ],
    ['v1/Namespace', {}, 'Namespace x'],
    ['example.io/v1/Widget', {}, 'Widget web/x'],
    ['example.io/v1/Fleet', {}, 'Fleet x'],
    ['unknown.io/v1/Thing', {}, 'Thing web/x'],
    [
      'networking.k8s.io/v1/Ingress',
      { annotations: { 'helm.sh/hook': 'pre-install' } },
      'Ingress web/x',
    ],
  ])('%s %j is %s', (type, metadata, name) => {
    expect(
      asBrought([object(type, metadata)], { namespace: 'web', kinds }).map(
        renderedName,
      ),
    ).toEqual([name]);
  });

  it.each([
    [{ 'helm.sh/hook': 'test' }],
    [{ 'helm.sh/hook': 'post-delete, pre-rollback' }],
    [{ 'argocd.argoproj.io/hook': 'Skip' }],
  ])('leaves out what Argo CD never runs: %j', annotations => {
    const hook = object('batch/v1/Job', { annotations });
    expect(asBrought([hook], { namespace: 'web', kinds })).toEqual([]);
  });
});

describe('definedKinds', () => {
  it('tells charts what is served', () => {
    expect(kinds).toEqual([
      {
        kind: 'example.io/Widget',
        namespaced: true,
        versions: ['example.io/v1'],
      },
      {
        kind: 'example.io/Fleet',
        namespaced: false,
        versions: ['example.io/v1'],
      },
    ]);
    expect(toApiVersions(kinds)).toEqual([
      'example.io/v1',
      'example.io/v1/Fleet',
      'example.io/v1/Widget',
    ]);
  });
});
