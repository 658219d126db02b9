import { layerDigest } from '@cluster-profiles/plugin-cluster-profiles-common';
import { kubernetes, observe, os } from './__testUtils__/observe';
import { setCondition, settledCluster } from './__testUtils__/settledCluster';

describe('toObservedCluster', () => {
  it('proves the layers of a cluster at rest', () => {
    const observed = observe(settledCluster());
    expect(observed).toMatchObject({
      instanceId: 'portal',
      revision: 4,
      current: true,
      apiReachable: true,
      deleting: false,
      paused: false,
      leftovers: [],
      apiServer: { url: 'https://127.0.0.1:20004' },
      layers: [
        {
          name: kubernetes.name,
          version: '1.34.1',
          digest: 'kubernetes-digest',
          health: 'Healthy',
          drift: 'InSync',
        },
        {
          name: os.name,
          version: os.version,
          digest: layerDigest(os),
          health: 'Healthy',
          drift: 'InSync',
        },
      ],
    });
    expect(observed.machines).toEqual([
      expect.objectContaining({
        name: 'checkout-general-hq2-9tz-bb222',
        pool: 'general',
      }),
      expect.objectContaining({
        name: 'checkout-general-hq2-9tz-cc333',
        pool: 'general',
      }),
      {
        name: 'checkout-k2x7p-aa111',
        pool: 'controlPlane',
        kubernetesVersion: '1.34.1',
        ready: true,
        upToDate: true,
        deleting: false,
      },
    ]);
    expect(observed.conditions).toHaveLength(17);
  });

  it('says in the words of Cluster API why it goes no further', () => {
    const objects = settledCluster();
    setCondition(objects.cluster, 'TopologyReconciled', {
      status: 'False',
      reason: 'ReconcileFailed',
      message: 'error computing the desired state: variable is not defined',
    });
    const observed = observe(objects);
    expect(observed.current).toBe(true);
    expect(observed.layers[0]).toMatchObject({
      health: 'Degraded',
      message: 'error computing the desired state: variable is not defined',
    });
  });

  it('tells what a machine waits for', () => {
    const objects = settledCluster();
    setCondition(objects.machines[1], 'Ready', {
      status: 'False',
      message:
        '* InfrastructureReady: DevMachine is not ready\n* NodeReady: Waiting',
    });
    expect(observe(objects).machines[0]).toMatchObject({
      ready: false,
      message:
        'InfrastructureReady: DevMachine is not ready; NodeReady: Waiting',
    });
  });

  it('has nothing to say of a cluster that has just been written', () => {
    const { cluster } = settledCluster({ generation: 1 });
    delete cluster.status;
    delete cluster.spec!.controlPlaneRef;
    const observed = observe({
      cluster,
      machineDeployments: [],
      machineSets: [],
      machines: [],
    });
    expect(observed).toMatchObject({
      current: false,
      apiReachable: false,
      paused: false,
      machines: [],
    });
    expect(observed.layers[0]).toMatchObject({ health: 'Missing' });
    expect(observed).not.toHaveProperty('apiServer');
  });

  it('is paused once every controller rests', () => {
    const objects = settledCluster();
    const parts = [
      objects.cluster,
      objects.controlPlane!,
      ...objects.machineDeployments,
    ];
    objects.cluster.spec!.paused = true;
    expect(observe(objects)).toMatchObject({ paused: false, current: false });
    setCondition(objects.cluster, 'Paused', { status: 'True' });
    expect(observe(objects)).toMatchObject({ paused: false, current: false });
    parts.forEach(part => setCondition(part, 'Paused', { status: 'True' }));
    expect(observe(objects)).toMatchObject({ paused: true, current: true });
    objects.cluster.spec!.paused = false;
    expect(observe(objects)).toMatchObject({ paused: true, current: false });
  });

  it('lists what is left while it goes', () => {
    const objects = settledCluster();
    objects.cluster.metadata.deletionTimestamp = '2026-11-23T01:00:00Z';
    objects.machineDeployments = [];
    objects.machineSets = [];
    objects.machines = objects.machines.slice(0, 1);
    expect(observe(objects)).toMatchObject({
      deleting: true,
      leftovers: [
        'Cluster checkout',
        'DevCluster checkout-5nmvq',
        'KubeadmControlPlane checkout-k2x7p',
        'Machine checkout-k2x7p-aa111',
      ],
    });
  });

  it('leaves out conditions whose meaning it does not know', () => {
    const objects = settledCluster();
    objects.cluster.status!.conditions!.push({
      type: 'BackupRunning',
      status: 'False',
    });
    expect(observe(objects).conditions).toHaveLength(17);
  });
});
