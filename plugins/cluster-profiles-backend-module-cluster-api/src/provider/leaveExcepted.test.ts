import type { DriftException } from '@cluster-profiles/plugin-cluster-profiles-common';
import { aLayer } from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import { REVISION_ANNOTATION } from '../cluster/marks';
import type { KubernetesObject } from '../kubernetes';
import { leaveExcepted } from './leaveExcepted';

const NOW = new Date('2026-03-01T12:00:00.000Z');

function aCluster(
  replicas: number,
  managedFields?: KubernetesObject['metadata']['managedFields'],
): KubernetesObject {
  return {
    apiVersion: 'cluster.x-k8s.io/v1beta2',
    kind: 'Cluster',
    metadata: {
      name: 'checkout',
      namespace: 'team-a',
      annotations: { [REVISION_ANNOTATION]: '7' },
      managedFields,
    },
    spec: {
      topology: {
        version: 'v1.34.1',
        workers: {
          machineDeployments: [{ name: 'general', replicas }, { name: 'gpu' }],
        },
      },
    },
  };
}

const live = aCluster(5, [
  {
    manager: 'kubectl',
    fieldsV1: {
      'f:spec': {
        'f:topology': {
          'f:workers': {
            'f:machineDeployments': {
              'k:{"name":"general"}': { 'f:replicas': {} },
            },
          },
        },
      },
    },
  },
  {
    manager: 'cluster-profiles',
    fieldsV1: {
      'f:spec': {
        'f:topology': {
          'f:version': {},
          'f:workers': {
            'f:machineDeployments': {
              'k:{"name":"general"}': { '.': {}, 'f:name': {} },
              'k:{"name":"gpu"}': { '.': {}, 'f:name': {} },
            },
          },
        },
      },
    },
  },
]);
const exception: DriftException = {
  object: 'Cluster',
  path: '/spec/topology/workers/machineDeployments/general/replicas',
  reason: 'A migration',
  until: '2026-04-01T00:00:00.000Z',
};

describe('leaveExcepted', () => {
  const object = aCluster(2);
  const leave = (of: Partial<DriftException> = {}, revision = 7) =>
    leaveExcepted(object, {
      live,
      marks: { revision },
      now: NOW,
      desired: {
        layers: [
          aLayer({
            kind: 'kubernetes',
            driftExceptions: [{ ...exception, ...of }],
          }),
        ],
      },
    });

  it('leaves a field to whoever holds it', () => {
    expect(leave()).toEqual({
      ...object,
      spec: {
        topology: {
          version: 'v1.34.1',
          workers: {
            machineDeployments: [{ name: 'general' }, { name: 'gpu' }],
          },
        },
      },
    });
  });

  it('writes what no exception is for, or none any more, and all with another revision', () => {
    expect(leave({ path: '/spec/topology/version' })).toEqual(object);
    expect(leave({ until: NOW.toISOString() })).toEqual(object);
    expect(leave({}, 8)).toBe(object);
  });
});
