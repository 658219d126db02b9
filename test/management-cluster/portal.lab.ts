import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  Change,
  ClusterDetail,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  startWorld,
  type World,
} from '../../plugins/cluster-profiles-backend/src/__testUtils__/startWorld';
import clusterApiModule from '../../plugins/cluster-profiles-backend-module-cluster-api/src';
import { managementCluster, type ManagementCluster } from './lab';
import { readLabProfile } from './readLabProfile';
import { until } from './until';

const CLUSTER = 'payments';
const PARAMETERS = { workers: 1, auditLogDays: 30 };

type ClusterObject = {
  metadata: { annotations: Record<string, string> };
  spec: {
    topology: {
      version: string;
      classRef: { name: string };
      variables: Array<{ name: string; value: unknown }>;
    };
  };
};

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

/** What a portal's users do, from a publication to a deletion, each step on what the one before has left. */
describe('the portal on Cluster API', () => {
  let lab: ManagementCluster;
  let namespace: string;
  let world: World;
  let machines: string[];

  beforeAll(async () => {
    lab = await managementCluster();
    namespace = await lab.namespace();
    world = await startWorld({
      knex: await databases.init('SQLITE_3'),
      features: [clusterApiModule],
      patienceSeconds: 240,
      config: {
        clusterApi: {
          managementClusters: [
            { name: 'lab', kubeconfig: { file: lab.kubeconfig } },
          ],
        },
        targets: ['development', 'production'].map(stage => ({
          name: `lab-${stage}`,
          provider: 'cluster-api',
          endpoint: 'lab',
          region: 'lab',
          namespace,
          stage,
        })),
        reconciler: { convergingSeconds: 1, restingSeconds: 60 },
      },
    });
  });

  afterAll(async () => {
    await world?.stop();
    await lab?.removeNamespaces();
  });

  const live = () =>
    lab.get<ClusterObject>(
      `clusters.cluster.x-k8s.io/${CLUSTER}`,
      '-n',
      namespace,
    );
  const machineNames = async () =>
    (
      await lab.get<{ items: Array<{ metadata: { name: string } }> }>(
        'machines',
        '-n',
        namespace,
      )
    ).items.map(({ metadata }) => metadata.name);
  const codes = (change: Change) =>
    change.plan!.findings.map(({ severity, code }) => `${severity} ${code}`);

  /** As Paula proposes and Pete approves. */
  async function publish(version: '1.0.0' | '1.1.0'): Promise<void> {
    const change = await world.propose('paula', {
      kind: 'publish',
      bundle: await readLabProfile(version),
    });
    expect(change).toMatchObject({ state: 'awaiting-approval' });
    await world.approve('pete', change);
    await world.until(change.id, state => state === 'applied');
  }

  it('brings the class of a published version to its targets', async () => {
    await publish('1.0.0');
    await publish('1.1.0');
    const until = Date.now() + 60_000;
    let classes: string[] = [];
    while (classes.length === 0 && Date.now() < until) {
      const { items } = await lab.get<{
        items: Array<{ metadata: { name: string } }>;
      }>('clusterclasses', '-n', namespace);
      classes = items.map(({ metadata }) => metadata.name);
    }
    // Both versions have the same class, so they share one.
    expect(classes).toEqual([expect.stringMatching(/^lab-[0-9a-f]{10}$/)]);
  });

  it('creates a cluster and waits for the proof', async () => {
    const change = await world.apply(
      world.create({
        cluster: CLUSTER,
        target: 'lab-development',
        profile: { name: 'lab-base', version: '1.0.0' },
        parameters: PARAMETERS,
      }),
    );
    expect(codes(change).filter(code => code.startsWith('block'))).toEqual([]);
    const { metadata, spec } = await live();
    expect(spec.topology.version).toBe('v1.34.1');
    expect(metadata.annotations).toMatchObject({
      'clusterprofiles.io/instance': 'test',
      'clusterprofiles.io/revision': '1',
    });
    const cluster: ClusterDetail = await world.cluster(CLUSTER);
    expect(cluster).toMatchObject({
      phase: 'ready',
      kubernetesVersion: '1.34.1',
      drift: 'InSync',
    });
    expect(cluster.observed!.machines).toHaveLength(2);
    machines = await machineNames();
  });

  it('changes a setting of the control plane, replaces what the plan named, and takes it back', async () => {
    const change = await world.apply({
      kind: 'set-parameters',
      cluster: CLUSTER,
      parameters: { workers: 1, auditLogDays: 60 },
    });
    expect(change.plan!.machinesReplaced).toEqual([
      expect.objectContaining({ pool: 'controlPlane' }),
    ]);
    const kept = (await machineNames()).filter(name => machines.includes(name));
    // The worker stays.
    expect(kept).toHaveLength(1);
    const back = await world.apply({
      kind: 'roll-back',
      cluster: CLUSTER,
      revision: 1,
    });
    expect(back.plan!.rollbackClass).toBe('replaces-nodes');
    const { spec } = await live();
    expect(
      spec.topology.variables.find(({ name }) => name === 'auditLogDays'),
    ).toMatchObject({ value: 30 });
  });

  it('adds a worker without touching the machines that are there', async () => {
    const before = await machineNames();
    const change = await world.apply({
      kind: 'set-parameters',
      cluster: CLUSTER,
      parameters: { workers: 2, auditLogDays: 30 },
    });
    expect(change.plan!.machinesReplaced).toEqual([]);
    expect(await machineNames()).toEqual(expect.arrayContaining(before));
    expect(await machineNames()).toHaveLength(before.length + 1);
  });

  it('shows a node that dies, why its machine goes, and what takes its place', async () => {
    const before = await machineNames();
    const { observed } = await world.cluster(CLUSTER);
    const { name } = observed!.machines.find(({ pool }) => pool === 'general')!;
    await lab.killMachine({ namespace, cluster: CLUSTER, name });
    let seen: ClusterDetail | undefined;
    const shows = (phase: ClusterDetail['phase'], reason: RegExp) =>
      until(
        () => `it is ${phase}: ${reason} (${JSON.stringify(seen)})`,
        async () => {
          seen = await world.cluster(CLUSTER);
          return seen.phase === phase && reason.test(seen.phaseReason);
        },
      );
    await shows(
      'degraded',
      /^Workers general: 1 of 2 machines ready, .*Kubelet stopped posting node status/,
    );
    expect(
      seen!.observed!.machines.filter(({ ready }) => !ready),
    ).toMatchObject([{ name, pool: 'general' }]);
    await shows('ready', /runs as desired/);
    const now = await machineNames();
    expect(now).toHaveLength(before.length);
    expect(before.filter(machine => !now.includes(machine))).toEqual([name]);
  });

  it('upgrades Kubernetes, and offers no way back', async () => {
    const change = await world.apply({
      kind: 'upgrade',
      cluster: CLUSTER,
      version: '1.1.0',
    });
    expect(change.plan!.rollbackClass).toBe('forward-only');
    expect((await live()).spec.topology.version).toBe('v1.35.0');
    expect(await world.cluster(CLUSTER)).toMatchObject({
      phase: 'ready',
      kubernetesVersion: '1.35.0',
    });
    const back = await world.propose('alice', {
      kind: 'roll-back',
      cluster: CLUSTER,
      revision: 1,
    });
    expect(back.state).toBe('rejected');
  });

  it('shows and takes back nothing that somebody else has taken', async () => {
    await lab.kubectl(
      'patch',
      `clusters.cluster.x-k8s.io/${CLUSTER}`,
      `--namespace=${namespace}`,
      '--type=merge',
      '--field-manager=somebody',
      '--patch={"metadata":{"annotations":{"clusterprofiles.io/instance":"another"}}}',
    );
    const change = await world.propose('alice', {
      kind: 'set-parameters',
      cluster: CLUSTER,
      parameters: { workers: 1, auditLogDays: 30 },
    });
    if (change.state === 'awaiting-approval') {
      await world.approve('pete', change);
    }
    const deadline = Date.now() + 60_000;
    while (
      (await world.cluster(CLUSTER)).phase !== 'held' &&
      Date.now() < deadline
    ) {
      await new Promise(wake => setTimeout(wake, 500));
    }
    expect((await world.cluster(CLUSTER)).phase).toBe('held');
    expect((await live()).metadata.annotations).toMatchObject({
      'clusterprofiles.io/instance': 'another',
    });
    await lab.kubectl(
      'patch',
      `clusters.cluster.x-k8s.io/${CLUSTER}`,
      `--namespace=${namespace}`,
      '--type=merge',
      '--patch={"metadata":{"annotations":{"clusterprofiles.io/instance":"test"}}}',
    );
    await world.until(change.id, state => state === 'applied');
  });

  it('deletes it and leaves nothing', async () => {
    await world.apply({ kind: 'delete', cluster: CLUSTER });
    for (const kind of [
      'clusters.cluster.x-k8s.io',
      'machines',
      'machinedeployments',
      'kubeadmcontrolplanes',
    ]) {
      const { items } = await lab.get<{ items: unknown[] }>(
        kind,
        '-n',
        namespace,
      );
      expect({ kind, left: items.length }).toEqual({ kind, left: 0 });
    }
  });
});
