import type { JsonObject } from '@backstage/types';
import { aDesiredState } from '../cluster/__testUtils__/aDesiredState';
import { REVISION_DIGEST_ANNOTATION } from '../cluster/marks';
import { providerDigest } from '../cluster/providerDigest';
import type { KubernetesObject } from '../kubernetes';
import { findRemoved } from './findRemoved';

const desired = aDesiredState({
  nodePools: {
    controlPlane: { replicas: 3 },
    workers: [
      { name: 'general', replicas: 2 },
      { name: 'burst', replicas: 1, min: 1, max: 5 },
    ],
  },
  providerConfig: {
    classes: './cluster-api',
    variables: { region: 'eu' },
    variablesByKubernetes: { imageId: { '1.34': 'image-1' } },
  },
});

const TOPOLOGY = {
  controlPlane: { replicas: 3 },
  workers: {
    machineDeployments: [{ name: 'general', replicas: 2 }, { name: 'burst' }],
  },
  variables: [
    { name: 'imageId', value: 'image-1' },
    { name: 'region', value: 'eu' },
  ],
};

function live(
  topology: JsonObject,
  digest = providerDigest(desired),
): KubernetesObject {
  return {
    apiVersion: 'cluster.x-k8s.io/v1beta2',
    kind: 'Cluster',
    metadata: {
      name: 'checkout',
      namespace: 'team-a',
      annotations: { [REVISION_DIGEST_ANNOTATION]: digest },
    },
    spec: { topology },
  };
}

const found = (topology: JsonObject) => findRemoved(live(topology), desired);

describe('findRemoved', () => {
  it('finds nothing where all is there, also where the autoscaler has the number', () => {
    expect(found(TOPOLOGY)).toEqual([]);
  });

  it('tells of a pool and of numbers of machines', () => {
    const object = 'Cluster team-a/checkout';
    expect(
      found({
        ...TOPOLOGY,
        controlPlane: {},
        workers: { machineDeployments: [{ name: 'general' }] },
      }),
    ).toEqual([
      { object, path: '/spec/topology/controlPlane/replicas', desired: 3 },
      {
        object,
        path: '/spec/topology/workers/machineDeployments/general/replicas',
        desired: 2,
      },
      {
        object,
        path: '/spec/topology/workers/machineDeployments/burst',
        desired: { name: 'burst', replicas: 1, min: 1, max: 5 },
      },
    ]);
  });

  it('tells of variables that the profile sets', () => {
    const { variables, ...without } = TOPOLOGY;
    expect(found(without).map(({ path }) => path)).toEqual([
      '/spec/topology/variables/region',
      '/spec/topology/variables/imageId',
    ]);
  });

  it('misses nothing of a state that was not written yet', () => {
    expect(findRemoved(live({}, 'of another state'), desired)).toEqual([]);
  });
});
