import {
  hasBlocker,
  type DesiredState,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { until } from '../../../test/management-cluster/until';
import { LabCluster } from './__testUtils__/LabCluster';

const MIN = 'cluster.x-k8s.io/cluster-api-autoscaler-node-group-min-size';
const MAX = 'cluster.x-k8s.io/cluster-api-autoscaler-node-group-max-size';

const TOPOLOGY_NAME = 'topology.cluster.x-k8s.io/deployment-name';

type Deployment = {
  metadata: {
    name: string;
    annotations: Record<string, string>;
    labels: Record<string, string>;
  };
  spec: { replicas: number };
};

/** One pool that an autoscaler sizes; each test goes on where the one before ended. */
describe('a pool with min and max on the lab', () => {
  let cluster: LabCluster;
  let desired: DesiredState;

  const sized = (size: { replicas: number; min: number; max: number }) => ({
    ...desired,
    nodePools: {
      ...desired.nodePools,
      workers: [
        { name: 'general', ...size },
        // Nothing is asked of it until its autoscaler wants something.
        { name: 'spare', replicas: 0, min: 0, max: 3 },
      ],
    },
  });

  async function deployment(): Promise<Deployment> {
    const text = await cluster.lab.kubectl(
      'get',
      'machinedeployments.cluster.x-k8s.io',
      `--namespace=${cluster.namespace}`,
      '--output=json',
    );
    const { items } = JSON.parse(text) as { items: Deployment[] };
    return items.find(
      ({ metadata }) => metadata.labels[TOPOLOGY_NAME] === 'general',
    )!;
  }

  /** As the autoscaler does it. */
  async function scale(replicas: number): Promise<void> {
    const { metadata } = await deployment();
    await cluster.lab.kubectl(
      'scale',
      'machinedeployments.cluster.x-k8s.io',
      metadata.name,
      `--namespace=${cluster.namespace}`,
      `--replicas=${replicas}`,
    );
  }

  async function replicasInTopology(): Promise<unknown> {
    const { topology } = (await cluster.live()).spec as unknown as {
      topology: {
        workers: { machineDeployments: Array<{ replicas?: number }> };
      };
    };
    return topology.workers.machineDeployments[0].replicas;
  }

  const workers = (machines: Array<{ pool: string }>) =>
    machines.filter(({ pool }) => pool === 'general').length;

  beforeAll(async () => {
    cluster = await LabCluster.start();
    desired = cluster.initial;
  });
  afterAll(() => cluster?.lab.removeNamespaces());

  it('starts with its replicas, and leaves the number to the autoscaler from then on', async () => {
    desired = sized({ replicas: 2, min: 1, max: 4 });
    const observed = await cluster.reach(desired);
    expect(workers(observed.machines)).toBe(2);
    expect(cluster.nextApplies).toEqual(['pool-general']);
    expect(await replicasInTopology()).toBeUndefined();
    expect(await deployment()).toMatchObject({
      metadata: { annotations: { [MIN]: '1', [MAX]: '4' } },
      spec: { replicas: 2 },
    });
  });

  it('may be scaled from outside within its range: no drift, nothing to change, still proven', async () => {
    await scale(3);
    await until('three workers are there', async () => {
      const observed = await cluster.provider.observe({ desired });
      return workers(observed!.machines) === 3;
    });
    const observed = await cluster.untilProven(desired);
    expect(observed.layers.map(({ drift }) => drift)).toEqual([
      'InSync',
      'InSync',
      'InSync',
    ]);
    const plan = await cluster.preview(desired);
    expect(plan.findings).toEqual([]);
    expect(plan.objects.changed).toEqual([]);
  });

  it('keeps what the autoscaler has given it through another change', async () => {
    const image: DesiredState = {
      ...desired,
      providerConfig: {
        ...desired.providerConfig,
        variables: { imageId: 'image-2' },
      },
    };
    const plan = await cluster.preview(image);
    expect(hasBlocker(plan.findings)).toBe(false);
    expect(plan.machinesReplaced).toContainEqual(
      expect.objectContaining({ pool: 'general', count: 3 }),
    );
    desired = image;
    const observed = await cluster.reach(desired);
    expect(workers(observed.machines)).toBe(3);
    expect((await deployment()).spec.replicas).toBe(3);
  });

  it.each([
    ['up', { replicas: 4, min: 4, max: 6 }, 4],
    ['down', { replicas: 1, min: 1, max: 2 }, 2],
  ])('follows a range that moves %s', async (_, size, count) => {
    desired = sized(size);
    const observed = await cluster.reach(desired);
    expect(workers(observed.machines)).toBe(count);
    expect(await replicasInTopology()).toBeUndefined();
    expect((await deployment()).metadata.annotations).toMatchObject({
      [MIN]: String(size.min),
      [MAX]: String(size.max),
    });
  });

  it('has exactly so many machines again without a range', async () => {
    desired = {
      ...desired,
      nodePools: {
        ...desired.nodePools,
        workers: [{ name: 'general', replicas: 1 }],
      },
    };
    const observed = await cluster.reach(desired);
    expect(workers(observed.machines)).toBe(1);
    const { annotations } = (await deployment()).metadata;
    expect(annotations).not.toHaveProperty([MIN]);
    expect(annotations).not.toHaveProperty([MAX]);
  });
});
