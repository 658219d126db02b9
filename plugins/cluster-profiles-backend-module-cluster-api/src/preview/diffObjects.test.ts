import type { KubernetesObject } from '../kubernetes';
import { diffObjects } from './diffObjects';

const live: KubernetesObject = {
  apiVersion: 'cluster.x-k8s.io/v1beta2',
  kind: 'Cluster',
  metadata: {
    name: 'checkout',
    namespace: 'team-a',
    uid: 'u',
    resourceVersion: '5',
    generation: 2,
    annotations: { 'clusterprofiles.io/revision': '1', other: 'x' },
    managedFields: [
      {
        manager: 'kubectl',
        operation: 'Update',
        fieldsV1: {
          'f:spec': {
            'f:topology': {
              'f:workers': {
                'f:machineDeployments': {
                  'k:{"name":"general"}': { '.': {}, 'f:replicas': {} },
                },
              },
            },
          },
        },
      },
      {
        manager: 'cluster-profiles',
        fieldsV1: { 'f:spec': { 'f:paused': {} } },
      },
      { manager: 'capi', subresource: 'status', fieldsV1: { 'f:status': {} } },
    ],
  },
  spec: {
    topology: {
      version: 'v1.34.1',
      workers: {
        machineDeployments: [
          { name: 'general', replicas: 9 },
          { name: 'gpu', replicas: 1 },
        ],
      },
    },
  },
  status: { phase: 'Provisioned' },
};

describe('diffObjects', () => {
  it('ignores what the server keeps, the status and our marks', () => {
    const result: KubernetesObject = {
      ...live,
      metadata: {
        ...live.metadata,
        resourceVersion: '6',
        generation: 3,
        managedFields: [],
        annotations: { 'clusterprofiles.io/revision': '2', other: 'x' },
      },
      status: {},
    };
    expect(diffObjects([{ live, result }])).toEqual({
      objects: { created: [], changed: [], removed: [] },
      differences: [],
    });
  });

  it('names each field with who wrote it; entries of lists by name, in any order', () => {
    const result: KubernetesObject = {
      ...live,
      metadata: { ...live.metadata, labels: { team: 'a' } },
      spec: {
        topology: {
          version: 'v1.34.1',
          workers: {
            machineDeployments: [
              { name: 'gpu', replicas: 1 },
              { name: 'general', replicas: 2 },
            ],
          },
        },
      },
    };
    expect(diffObjects([{ live, result }])).toEqual({
      objects: {
        created: [],
        changed: ['Cluster team-a/checkout'],
        removed: [],
      },
      differences: [
        {
          object: 'Cluster team-a/checkout',
          path: '/metadata/labels/team',
          desired: 'a',
        },
        {
          object: 'Cluster team-a/checkout',
          path: '/spec/topology/workers/machineDeployments/general/replicas',
          desired: 2,
          observed: 9,
          manager: 'kubectl',
        },
      ],
    });
  });

  it('tells apart what comes and what goes', () => {
    const other = { ...live, metadata: { name: 'b' } };
    expect(diffObjects([{ live }, { result: other }]).objects).toEqual({
      created: ['Cluster b'],
      changed: [],
      removed: ['Cluster team-a/checkout'],
    });
  });
});
