import { type ManagementCluster, managementCluster } from './lab';
import { LAB_CLASS, toCluster } from './toCluster';
import { until } from './until';

const CLUSTER = 'first';

interface Machines {
  items: Array<{
    metadata: { name: string };
    status?: { phase?: string };
  }>;
}

describe('the lab', () => {
  let lab: ManagementCluster;
  let namespace: string;

  /** As the portal; gives what it prints, or why it was refused. */
  const portal = (...args: string[]) =>
    lab
      .kubectlAs(lab.kubeconfig, ...args)
      .catch((error: { stderr: string }) => error.stderr);
  const machines = async (selector: string) => {
    const { items } = await lab.get<Machines>(
      'machines.cluster.x-k8s.io',
      `--namespace=${namespace}`,
      `--selector=${selector}`,
    );
    return items;
  };

  beforeAll(async () => {
    lab = await managementCluster();
    namespace = await lab.namespace();
  });

  afterAll(async () => {
    await lab?.removeNamespaces();
  });

  it('makes a cluster of the example class, replaces a machine that dies, and deletes all of it', async () => {
    await portal(
      'apply',
      '--server-side',
      `--namespace=${namespace}`,
      `--filename=${LAB_CLASS}`,
    );
    await lab.apply([toCluster({ name: CLUSTER, namespace })], {
      as: lab.kubeconfig,
    });
    await lab.kubectl(
      'wait',
      `cluster/${CLUSTER}`,
      `--namespace=${namespace}`,
      '--for=condition=Available',
      '--timeout=180s',
    );

    const workers = 'topology.cluster.x-k8s.io/deployment-name=general';
    const [dying, ...others] = await machines(workers);
    expect(others).toEqual([]);
    const { name } = dying.metadata;
    await lab.killMachine({ namespace, cluster: CLUSTER, name });
    await until('another machine runs in its place', async () => {
      const found = await machines(workers);
      return (
        found.length === 1 &&
        found[0].metadata.name !== name &&
        found[0].status?.phase === 'Running'
      );
    });

    await portal(
      'delete',
      `cluster/${CLUSTER}`,
      `--namespace=${namespace}`,
      '--timeout=120s',
    );
    // Secrets go with the garbage collector, which takes its time.
    await until('nothing is left', async () => {
      const left = await lab.kubectl(
        'get',
        'machines.cluster.x-k8s.io,kubeadmconfigs,devmachines,secrets',
        `--namespace=${namespace}`,
        '--output=name',
      );
      return left === '';
    });
  });

  it('checks what is asked for before it is done', async () => {
    const cluster = toCluster({ name: CLUSTER, namespace });
    await expect(
      lab.apply(
        [
          {
            ...cluster,
            spec: { topology: { ...cluster.spec.topology, version: 'newest' } },
          },
        ],
        { as: lab.kubeconfig },
      ),
    ).rejects.toMatchObject({
      stderr: expect.stringContaining('spec.topology.version'),
    });
  });

  it('gives the portal its namespaces and nothing else', async () => {
    const own = `--namespace=${namespace}`;
    expect(await portal('get', 'clusters', own)).not.toContain('Forbidden');
    expect(await portal('get', 'secrets', own)).toContain('Forbidden');
    expect(await portal('delete', 'secret/any', own)).toContain('Forbidden');
    // By name it may, as it needs the kubeconfig of a cluster.
    expect(await portal('get', 'secret/any', own)).toContain('NotFound');

    const other = '--namespace=kube-system';
    expect(await portal('get', 'secret/any', other)).toContain('Forbidden');
    expect(await portal('get', 'clusters', other)).toContain('Forbidden');
    expect(await portal('get', 'clusters', '--all-namespaces')).toContain(
      'Forbidden',
    );
    expect(await portal('create', 'namespace', 'mine')).toContain('Forbidden');
  });
});
