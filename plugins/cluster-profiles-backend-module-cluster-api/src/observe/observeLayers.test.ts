import type { ClusterObjects } from './clusterObjects';
import { observe, provenLayers } from './__testUtils__/observe';
import { setCondition, settledCluster } from './__testUtils__/settledCluster';

describe('observeLayers', () => {
  it.each<[string, (objects: ClusterObjects) => void]>([
    [
      'Cluster API has not looked at the Cluster since the write',
      ({ cluster }) => {
        cluster.metadata.generation! += 1;
      },
    ],
    [
      'the roll-out was judged before the write',
      ({ cluster }) =>
        setCondition(cluster, 'RollingOut', { observedGeneration: 2 }),
    ],
    [
      'machines are rolled out',
      ({ cluster }) => setCondition(cluster, 'RollingOut', { status: 'True' }),
    ],
    [
      'the topology is held back',
      ({ cluster }) =>
        setCondition(cluster, 'TopologyReconciled', {
          status: 'False',
          reason: 'ClusterUpgrading',
        }),
    ],
    [
      'the control plane has not taken up its new specification',
      ({ controlPlane }) => {
        controlPlane!.metadata.generation! += 1;
      },
    ],
    [
      'a deployment has not taken up its new specification',
      ({ machineDeployments: [deployment] }) => {
        deployment.metadata.generation! += 1;
      },
    ],
    [
      'the control plane cannot be found',
      objects => {
        delete objects.controlPlane;
      },
    ],
    [
      'a worker comes from an older template, whatever it says of itself',
      ({ machineDeployments: [deployment] }) => {
        deployment.spec!.template!.spec!.infrastructureRef!.name = 'newer';
      },
    ],
    [
      'a control plane machine is out of date',
      ({ machines: [machine] }) =>
        setCondition(machine, 'UpToDate', { status: 'False' }),
    ],
    [
      'a pool has no deployment yet',
      ({ cluster }) => {
        cluster.spec!.topology!.workers!.machineDeployments!.push({
          name: 'batch',
          class: 'default-worker',
          replicas: 1,
        });
      },
    ],
    [
      'a version is counted that is not wanted',
      ({ cluster }) => {
        cluster.status!.workers!.versions!.push({ version: 'v1.33.1' });
      },
    ],
  ])('gives no digest while %s', (_, change) => {
    const objects = settledCluster();
    change(objects);
    for (const layer of observe(objects).layers) {
      expect(layer).toMatchObject({
        drift: 'Unknown',
        message: expect.any(String),
      });
      expect(layer).not.toHaveProperty('digest');
    }
  });

  it('does not believe the status in the seconds after a new version was written', () => {
    const objects = settledCluster();
    objects.cluster.spec!.topology!.version = 'v1.35.0';
    const observed = observe(objects, '1.35.0');
    expect(observed.machines.map(({ upToDate }) => upToDate)).toEqual([
      false,
      false,
      false,
    ]);
    expect(observed.layers[0]).toMatchObject({ version: '1.34.1' });
    expect(provenLayers(objects, '1.35.0')).toEqual([]);
  });

  it.each<[string, (objects: ClusterObjects) => void]>([
    [
      'a machine is not ready',
      ({ controlPlane }) => {
        controlPlane!.status!.readyReplicas = 0;
      },
    ],
    [
      'a machine is missing',
      ({ machineDeployments: [deployment] }) => {
        deployment.spec!.replicas = 3;
      },
    ],
    [
      'a machine is too many',
      ({ machineDeployments: [deployment] }) => {
        deployment.status!.replicas = 3;
      },
    ],
    [
      'the cluster is not available',
      ({ cluster }) => setCondition(cluster, 'Available', { status: 'False' }),
    ],
    [
      'it was available before the write',
      ({ cluster }) =>
        setCondition(cluster, 'Available', { observedGeneration: 2 }),
    ],
  ])('is on the way while %s', (_, change) => {
    const objects = settledCluster();
    change(objects);
    for (const layer of observe(objects).layers) {
      expect(layer).toMatchObject({
        health: 'Progressing',
        message: expect.any(String),
      });
    }
    expect(provenLayers(objects)).toEqual([]);
  });
});
