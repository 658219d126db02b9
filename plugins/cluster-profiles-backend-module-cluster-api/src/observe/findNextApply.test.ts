import type { ClusterObjects } from './clusterObjects';
import { findNextApply } from './findNextApply';
import { settledCluster } from './__testUtils__/settledCluster';

const nodePools = {
  controlPlane: { replicas: 1 },
  workers: [{ name: 'general', replicas: 2 }],
};
const scaled = {
  ...nodePools,
  workers: [{ name: 'general', replicas: 2, min: 1, max: 4 }],
};
const kubernetesPath = ['1.33.1', '1.34.1', '1.35.0'];

function unready(): ClusterObjects {
  const objects = settledCluster();
  objects.machineDeployments[0].status!.readyReplicas = 1;
  return objects;
}

function unsized(): ClusterObjects {
  const objects = settledCluster();
  const { workers } = objects.cluster.spec!.topology!;
  delete workers!.machineDeployments![0].replicas;
  return objects;
}

describe('findNextApply', () => {
  it.each<[string, ClusterObjects, object, string | undefined]>([
    ['one step', settledCluster(), {}, undefined],
    [
      'a step that is proven',
      settledCluster(),
      { kubernetesPath },
      'kubernetes-1.35.0',
    ],
    ['a step that is not proven yet', unready(), { kubernetesPath }, undefined],
    [
      'the last step',
      settledCluster({ version: 'v1.35.0' }),
      { kubernetesPath },
      undefined,
    ],
    [
      'what stands before the first step',
      settledCluster({ version: 'v1.33.1' }),
      { kubernetesPath },
      undefined,
    ],
    [
      'a pool that has what it was to start with',
      settledCluster(),
      { nodePools: scaled },
      'pool-general',
    ],
    [
      'a pool that its autoscaler sizes already',
      unsized(),
      { nodePools: scaled },
      undefined,
    ],
  ])('of %s', (_, objects, desired, expected) => {
    expect(findNextApply(objects, { nodePools, ...desired })).toBe(expected);
  });
});
