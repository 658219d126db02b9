import type { RenderedObject } from '@cluster-profiles/plugin-cluster-profiles-node';
import { NEEDED_BEFORE_ANNOTATION, NEEDS_ANNOTATION } from './marks';
import { joinNeeds, MIRROR, needsOf, readNeeds, type Needs } from './needs';

const LAYER = {
  name: 'web',
  source: { type: 'helm', repository: 'charts' },
} as const;
const ANY: Needs = {
  repositories: ['*'],
  kinds: ['*'],
  clusterKinds: ['*'],
  namespaces: ['*'],
};

const object = (
  apiVersion: string,
  kind: string,
  namespace = 'web',
): RenderedObject => ({
  apiVersion,
  kind,
  metadata: { name: 'x', namespace },
});

describe('needsOf', () => {
  it('names each kind once, by whether it is in namespaces', () => {
    expect(
      needsOf(LAYER, {
        apiVersions: [],
        kinds: [{ kind: 'example.io/Fleet', namespaced: false, versions: [] }],
        objects: [
          object('v1', 'Service'),
          object('apps/v1', 'Deployment'),
          object('apps/v1', 'Deployment'),
          object('rbac.authorization.k8s.io/v1', 'ClusterRole'),
          object('example.io/v1', 'Fleet'),
          object('unknown.io/v1', 'Thing'),
        ],
      }),
    ).toEqual({
      repositories: ['charts'],
      kinds: [
        '/Pod',
        '/Service',
        'apps/Deployment',
        'apps/ReplicaSet',
        'unknown.io/Thing',
      ],
      clusterKinds: [
        '/Namespace',
        'example.io/Fleet',
        'rbac.authorization.k8s.io/ClusterRole',
        'unknown.io/Thing',
      ],
      namespaces: ['web'],
    });
  });

  it('names the namespaces of what it brings, hooks included, and its own', () => {
    const hook = object('batch/v1', 'Job', 'jobs');
    hook.metadata.annotations = { 'helm.sh/hook': 'pre-install' };
    const { namespaces } = needsOf(LAYER, {
      apiVersions: [],
      kinds: [],
      objects: [
        object('rbac.authorization.k8s.io/v1', 'RoleBinding', 'kube-system'),
        object('v1', 'Namespace', 'of-no-meaning'),
        hook,
      ],
    });
    expect(namespaces).toEqual(['jobs', 'kube-system', 'web']);
  });

  it.each(['*', '!web', 'web*', '{a,b}'])(
    'takes nothing for a name that would mean others: %p',
    name => {
      const objects = [
        object('v1', 'Service', name),
        object('v1', name),
        object(`${name}!/v1`, 'Service'),
      ];
      expect(
        needsOf(LAYER, { apiVersions: [], kinds: [], objects }),
      ).toMatchObject({
        kinds: ['/Service'],
        clusterKinds: ['/Namespace'],
        namespaces: ['web'],
      });
    },
  );

  it('is from the mirror alone where that has it', () => {
    const mirrored = {
      repository: 'oci://mirror.example/pinned',
      digest: `sha256:${'a'.repeat(64)}`,
    };
    expect(needsOf(LAYER, undefined, mirrored).repositories).toEqual([MIRROR]);
  });

  it('is any kind, anywhere, where nobody knows', () => {
    expect(needsOf(LAYER, undefined)).toEqual({
      ...ANY,
      repositories: ['charts'],
    });
  });
});

describe('readNeeds', () => {
  const read = (annotations?: Record<string, string>) =>
    readNeeds({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: 'x', annotations },
    });
  const needs = (kind: string) =>
    JSON.stringify({
      repositories: ['charts'],
      kinds: [kind],
      clusterKinds: [],
      namespaces: [kind.toLowerCase().slice(1)],
    });

  it('counts what it brought before', () => {
    const [now, before] = ['/Service', '/Pod'].map(needs);
    expect(
      read({ [NEEDS_ANNOTATION]: now, [NEEDED_BEFORE_ANNOTATION]: before }),
    ).toEqual({
      repositories: ['charts'],
      kinds: ['/Pod', '/Service'],
      clusterKinds: [],
      namespaces: ['pod', 'service'],
    });
  });

  it('is anywhere of one that was written before it told where', () => {
    const before = { repositories: [], kinds: ['/Pod'], clusterKinds: [] };
    expect(read({ [NEEDS_ANNOTATION]: JSON.stringify(before) })).toEqual({
      ...before,
      namespaces: ['*'],
    });
  });

  it.each([
    [undefined],
    [{ [NEEDS_ANNOTATION]: 'broken' }],
    [{ [NEEDS_ANNOTATION]: '{"kinds": 1}' }],
    [
      {
        [NEEDS_ANNOTATION]: needs('/Service'),
        [NEEDED_BEFORE_ANNOTATION]: 'broken',
      },
    ],
  ])('is anything where it does not tell: %j', annotations => {
    expect(read(annotations)).toEqual(ANY);
  });
});

describe('joinNeeds', () => {
  it('lets anything stand for all', () => {
    const one = {
      repositories: ['b', 'a'],
      kinds: ['x'],
      clusterKinds: [],
      namespaces: ['b', 'a'],
    };
    expect(joinNeeds([one, { ...one, kinds: ['*'] }])).toEqual({
      repositories: ['a', 'b'],
      kinds: ['*'],
      clusterKinds: [],
      namespaces: ['a', 'b'],
    });
  });
});
