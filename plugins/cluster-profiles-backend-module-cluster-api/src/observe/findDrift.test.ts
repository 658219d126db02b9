import type { JsonObject } from '@backstage/types';
import type { KubernetesObject } from '../kubernetes';
import { findDrift } from './findDrift';

const OWN_TOPOLOGY = {
  'f:version': {},
  'f:variables': {
    'k:{"name":"imageId"}': { '.': {}, 'f:name': {}, 'f:value': {} },
  },
  'f:workers': {
    'f:machineDeployments': {
      'k:{"name":"general"}': {
        '.': {},
        'f:class': {},
        'f:name': {},
        'f:replicas': {},
      },
    },
  },
};

function live(managers: Record<string, JsonObject>): KubernetesObject {
  return {
    apiVersion: 'cluster.x-k8s.io/v1beta2',
    kind: 'Cluster',
    metadata: {
      name: 'checkout',
      namespace: 'team-a',
      managedFields: Object.entries(managers).map(([manager, topology]) => ({
        manager,
        operation: 'Update',
        fieldsV1: { 'f:spec': { 'f:topology': topology } },
      })),
    },
    spec: {
      topology: {
        version: 'v1.34.1',
        variables: [{ name: 'imageId', value: 'image-1' }],
        workers: { machineDeployments: [{ name: 'general', replicas: 5 }] },
      },
    },
  };
}

describe('findDrift', () => {
  it('finds nothing where only we wrote', () => {
    expect(findDrift(live({ 'cluster-profiles': OWN_TOPOLOGY }))).toEqual([]);
  });

  it('leaves to Cluster API what it writes beside ours', () => {
    const cluster = live({ 'cluster-profiles': OWN_TOPOLOGY });
    cluster.metadata.managedFields!.push({
      manager: 'core',
      operation: 'Update',
      fieldsV1: { 'f:spec': { 'f:controlPlaneEndpoint': { 'f:host': {} } } },
    });
    expect(findDrift(cluster)).toEqual([]);
  });

  it('tells who took one of our fields, and what it is now', () => {
    const { 'f:workers': workers, ...rest } = structuredClone(OWN_TOPOLOGY);
    const general = workers['f:machineDeployments']['k:{"name":"general"}'];
    const { 'f:replicas': replicas, ...kept } = general;
    expect(
      findDrift(
        live({
          'cluster-profiles': {
            ...rest,
            'f:workers': {
              'f:machineDeployments': { 'k:{"name":"general"}': kept },
            },
          },
          'kubectl-edit': {
            'f:workers': {
              'f:machineDeployments': {
                'k:{"name":"general"}': { 'f:replicas': replicas },
              },
            },
          },
        }),
      ),
    ).toEqual([
      {
        object: 'Cluster team-a/checkout',
        path: '/spec/topology/workers/machineDeployments/general/replicas',
        observed: 5,
        manager: 'kubectl-edit',
      },
    ]);
  });

  it('does not mind who set the same as we did', () => {
    expect(
      findDrift(
        live({
          'cluster-profiles': OWN_TOPOLOGY,
          kubectl: { 'f:version': {} },
        }),
      ),
    ).toEqual([]);
  });

  it('names what somebody added once, not field by field', () => {
    const cluster = live({
      'cluster-profiles': OWN_TOPOLOGY,
      kubectl: {
        'f:variables': {
          'k:{"name":"proxy"}': { '.': {}, 'f:name': {}, 'f:value': {} },
        },
      },
    });
    (
      cluster.spec as { topology: { variables: JsonObject[] } }
    ).topology.variables.push({ name: 'proxy', value: 'http://proxy' });
    expect(findDrift(cluster)).toEqual([
      {
        object: 'Cluster team-a/checkout',
        path: '/spec/topology/variables/proxy',
        observed: { name: 'proxy', value: 'http://proxy' },
        manager: 'kubectl',
      },
    ]);
  });
});
