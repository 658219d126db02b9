import type { ClusterApiProvider } from './ClusterApiProvider';
import type {
  DesiredState,
  ObservedMachine,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { labProvider } from './__testUtils__/labProvider';
import { LabCluster } from './__testUtils__/LabCluster';

const KEPT = 'test.example.com/nobody-removes-it';

/** The infrastructure of one machine is kept by a finalizer that no controller removes. */
describe('a deletion on the lab that does not come to an end', () => {
  let cluster: LabCluster;
  let desired: DesiredState;
  let infrastructure: string;
  let late: ClusterApiProvider;

  const keepInfrastructure = (patch: object[]) =>
    cluster.lab.kubectl(
      'patch',
      `devmachine/${infrastructure}`,
      `--namespace=${cluster.namespace}`,
      '--type=json',
      `--patch=${JSON.stringify(patch)}`,
    );

  beforeAll(async () => {
    cluster = await LabCluster.start();
    const { lab, namespace } = cluster;
    late = labProvider({
      kubeconfig: lab.kubeconfig,
      namespace,
      clock: {
        now: () => new Date(Date.now() + 11 * 60_000),
        random: () => 0.5,
      },
    });
    await cluster.reach(cluster.initial);
    desired = { ...cluster.initial, deleted: true };
    const { items } = await cluster.lab.get<{
      items: Array<{ metadata: { name: string } }>;
    }>('devmachines', `--namespace=${cluster.namespace}`);
    infrastructure = items
      .map(({ metadata }) => metadata.name)
      .find(name => name.includes('-general-'))!;
    await keepInfrastructure([
      { op: 'add', path: '/metadata/finalizers/-', value: KEPT },
    ]);
  });

  afterAll(async () => {
    await keepInfrastructure([{ op: 'remove', path: '/metadata/finalizers' }]);
    await cluster?.lab.removeNamespaces();
  });

  /** What has been going since before is late for it. */
  const force = (overrides = {}) =>
    late.delete({
      desired,
      marks: cluster.marks(overrides),
      force: true,
    });

  it('hangs, and says on what', async () => {
    await cluster.delete(desired);
    const observed = await cluster.until(desired, seen =>
      seen?.machines.some(({ deleting }) => deleting)
        ? []
        : ['no machine is going yet'],
    );
    // Not late yet.
    await cluster.provider.delete({
      desired,
      marks: cluster.marks(),
      force: true,
    });
    await expect(cluster.provider.observe({ desired })).resolves.toMatchObject({
      deleting: true,
    });
    expect(observed?.leftovers).toEqual(
      expect.arrayContaining([
        `Cluster ${cluster.name}`,
        `DevMachine ${infrastructure}`,
      ]),
    );
  });

  it('is not forced by another portal, nor by a late write', async () => {
    for (const foreign of [{ instanceId: 'cloned-portal' }, { revision: 0 }]) {
      await expect(force(foreign)).rejects.toMatchObject({ name: 'HeldError' });
    }
    expect((await cluster.live()).metadata.finalizers).not.toEqual([]);
  });

  it('ends by force, and leaves the infrastructure to its own controllers', async () => {
    const isKept = ({ pool }: ObservedMachine) => pool === 'general';
    await cluster.until(
      desired,
      seen => (seen?.machines.some(isKept) ? ['the machine is kept'] : []),
      { before: () => force() },
    );
    // Everything else goes by itself.
    await cluster.untilGone(desired);

    const left = await cluster.lab.kubectl(
      'get',
      'clusters.cluster.x-k8s.io,machines.cluster.x-k8s.io,machinesets,machinedeployments,kubeadmcontrolplanes,devmachines',
      `--namespace=${cluster.namespace}`,
      '--output=name',
    );
    expect(left.trim()).toContain(`/${infrastructure}`);
    expect(left.trim().split('\n')).toHaveLength(1);
  });
});
