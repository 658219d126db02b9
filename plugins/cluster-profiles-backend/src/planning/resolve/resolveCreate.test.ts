import type {
  ClusterProfileSpec,
  CreateRequest,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  aTarget,
  aVersion,
  createRequest,
  existingFacts,
  newFacts,
  refusalOf,
} from '../__testUtils__/builders';
import type { PlanningFacts } from '../types';
import { resolveCreate } from './resolveCreate';

const addOn = aVersion({
  name: 'observability',
  type: 'add-on',
  version: '1.0.0',
});
const create = (
  request: Partial<CreateRequest> = {},
  facts: Partial<PlanningFacts> = {},
) => resolveCreate({ ...createRequest, ...request }, newFacts(facts));
const withSpec = (spec: Partial<ClusterProfileSpec>) => ({
  versions: [aVersion({ spec })],
});

describe('resolveCreate', () => {
  it('resolves everything', () => {
    const base = aVersion({
      sources: [
        {
          layer: 'cilium',
          source: { type: 'helm', repository: 'library', chart: 'cilium' },
          address: 'library:cilium/1.18.3',
          sha256: 'ab',
        },
      ],
    });
    const { desired, findings } = create(
      {
        description: 'Tests',
        parameters: { workers: 4 },
        addOnProfiles: [{ name: 'observability', version: '1.0.0' }],
        driftModes: { ingress: 'correct', cilium: 'report' },
        follow: 'patch',
      },
      { versions: [addOn, base] },
    );
    expect(findings).toEqual([]);
    expect(desired).toMatchObject({
      cluster: {
        name: 'checkout-dev',
        owner: 'group:default/checkout',
        description: 'Tests',
      },
      profiles: [
        {
          name: 'base',
          version: '1.3.0',
          digest: base.digest,
          type: 'full-stack',
        },
        { name: 'observability', version: '1.0.0', type: 'add-on' },
      ],
      parameters: {
        base: { workers: 4, domain: 'example.com' },
        observability: {},
      },
      nodePools: {
        controlPlane: { replicas: 3 },
        workers: [
          { name: 'batch', replicas: 1 },
          { name: 'general', replicas: 4 },
        ],
      },
      driftModes: { ingress: 'correct' },
      follow: 'patch',
      target: aTarget(),
      paused: false,
      protected: false,
      deleted: false,
    });
    expect(desired.layers.map(layer => layer.name)).toEqual([
      'ubuntu',
      'kubernetes',
      'cilium',
      'rook',
      'ingress',
      'loki',
    ]);
    expect(desired.layers[2]).toMatchObject({
      address: 'library:cilium/1.18.3',
      sha256: 'ab',
    });
    expect(desired.layers[4]).toEqual({
      name: 'ingress',
      profile: 'base',
      kind: 'addon',
      category: 'ingress',
      version: '4.13.3',
      dependsOn: ['cilium'],
      values: { host: 'web.example.com' },
      driftMode: 'correct',
      deadlineMinutes: 15,
    });
  });

  it.each<
    [
      string,
      Partial<CreateRequest>,
      Partial<PlanningFacts>,
      string,
      string,
      string,
    ]
  >([
    [
      'a cluster that exists',
      {},
      { base: existingFacts().base },
      'ConflictError',
      'cluster-exists',
      '/cluster',
    ],
    [
      'a name in capitals',
      { cluster: 'Checkout' },
      {},
      'InputError',
      'cluster-name-invalid',
      '/cluster',
    ],
    [
      'a name too long',
      { cluster: 'a'.repeat(64) },
      {},
      'InputError',
      'cluster-name-invalid',
      '/cluster',
    ],
    [
      'an unknown target',
      { target: 'moon' },
      { target: undefined },
      'NotFoundError',
      'target-unknown',
      '/target',
    ],
    [
      'an unknown profile',
      { profile: { name: 'x', version: '1.0.0' } },
      {},
      'NotFoundError',
      'profile-unknown',
      '/profile',
    ],
    [
      'an unknown version',
      { profile: { name: 'base', version: '9.0.0' } },
      {},
      'NotFoundError',
      'profile-version-unknown',
      '/profile',
    ],
    [
      'an add-on profile as main',
      { profile: { name: 'observability', version: '1.0.0' } },
      { versions: [addOn] },
      'InputError',
      'profile-is-add-on',
      '/profile',
    ],
    [
      'a main profile as add-on',
      { addOnProfiles: [{ name: 'base', version: '1.3.0' }] },
      {},
      'InputError',
      'profile-is-not-add-on',
      '/addOnProfiles/0',
    ],
    [
      'an add-on profile twice',
      {
        addOnProfiles: [
          { name: 'observability', version: '1.0.0' },
          { name: 'observability', version: '1.0.0' },
        ],
      },
      { versions: [aVersion(), addOn] },
      'InputError',
      'profile-twice',
      '/addOnProfiles/1',
    ],
    [
      'parameters that do not fit',
      { parameters: { workers: 1 } },
      {},
      'InputError',
      'parameter-invalid',
      '/parameters/workers',
    ],
    [
      'parameters of an add-on that do not fit',
      {
        addOnProfiles: [
          { name: 'observability', version: '1.0.0', parameters: { x: 1 } },
        ],
      },
      { versions: [aVersion(), addOn] },
      'InputError',
      'parameter-unknown',
      '/addOnProfiles/0/parameters/x',
    ],
    [
      'a deprecated version',
      {},
      { versions: [aVersion({ state: 'deprecated' })] },
      'InputError',
      'profile-version-deprecated',
      '/profile',
    ],
    [
      'a draft profile in production',
      {},
      {
        versions: [aVersion({ lifecycle: 'experimental' })],
        target: aTarget({ stage: 'production' }),
      },
      'InputError',
      'lifecycle-not-production',
      '/target',
    ],
    [
      'a full target',
      {},
      { target: aTarget({ limits: { clusters: 2 } }), clustersOnTarget: 2 },
      'InputError',
      'target-clusters-limit',
      '/target',
    ],
    [
      'too many nodes',
      { parameters: { workers: 10 } },
      { target: aTarget({ limits: { nodesPerCluster: 9 } }) },
      'InputError',
      'target-nodes-limit',
      '',
    ],
    [
      'a drift mode of no layer',
      { driftModes: { nowhere: 'correct' } },
      {},
      'InputError',
      'layer-unknown',
      '/driftModes/nowhere',
    ],
    [
      'an optional parameter that is used and missing',
      {},
      withSpec({
        parameters: {
          type: 'object',
          properties: { x: {}, workers: { default: 3 } },
        },
        layers: [
          {
            name: 'a',
            kind: 'os',
            version: '1',
            values: { x: '${{ parameters.x }}' },
          },
        ],
      }),
      'InputError',
      'substitution-unknown',
      '/parameters/x',
    ],
    [
      'a target without what the profile uses',
      {},
      withSpec({
        layers: [
          {
            name: 'a',
            kind: 'os',
            version: '1',
            values: { x: '${{ target.variables.vpc }}' },
          },
        ],
      }),
      'InputError',
      'substitution-unknown',
      '/target',
    ],
    [
      'a secret that a parameter puts into values',
      { parameters: { domain: 'Hunter2' } },
      withSpec({
        layers: [
          {
            name: 'a',
            kind: 'os',
            version: '1',
            values: { auth: { password: '${{ parameters.domain }}' } },
          },
        ],
      }),
      'InputError',
      'parameter-secret',
      '/parameters/domain',
    ],
    [
      'values that refer to each other in a circle',
      {},
      withSpec({
        layers: [
          {
            name: 'a',
            kind: 'os',
            version: '1',
            values: { x: '${{ layers.b.values.x }}' },
          },
          {
            name: 'b',
            kind: 'network',
            version: '1',
            values: { x: '${{ layers.a.values.x }}' },
          },
        ],
      }),
      'InputError',
      'layer-values-circle',
      '',
    ],
  ])('refuses %s', (_, request, facts, name, code, path) => {
    const refusal = refusalOf(() => create(request, facts));
    expect(refusal).toMatchObject({
      name,
      details: [{ severity: 'block', code }],
    });
    expect(refusal.details[0].path).toBe(path || undefined);
  });
});
