import { readFile } from 'node:fs/promises';
import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  Change,
  ProfileLayer,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { AddOnPortal } from './AddOnPortal';
import { inMemoryCore, inMemoryCoreOf, inMemoryFiles } from './inMemoryCore';
import type { TestProfile } from './testProfile';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
/** It comes with the machines. */
const PLAIN_NETWORK: ProfileLayer = {
  name: 'plain',
  kind: 'network',
  version: '1.0.0',
};

interface ConfigMap {
  data: Record<string, string>;
}

/** Clusters that the portal makes itself, machines in memory, with layers that Argo CD brings onto an API server that is real. */
describe('full-stack profiles', () => {
  let portal: AddOnPortal;
  let platform: TestProfile;

  beforeAll(async () => {
    portal = await AddOnPortal.start({
      knex: await databases.init('SQLITE_3'),
      imported: { shop: {} },
    });
    platform = {
      name: 'platform',
      version: '1.0.0',
      core: inMemoryCore(),
      layers: [
        { name: 'net', chart: 'network' },
        { name: 'backup', chart: 'backup' },
        { name: 'cache', chart: 'registry-cache', dependsOn: ['backup'] },
      ],
    };
    await portal.publish(platform, inMemoryFiles);
    await portal.publish(
      {
        ...platform,
        version: '1.1.0',
        layers: platform.layers.map(layer => ({ ...layer, version: '1.1.0' })),
      },
      inMemoryFiles,
    );
    await portal.publish(
      {
        name: 'bare',
        version: '1.0.0',
        core: inMemoryCore(PLAIN_NETWORK),
        layers: [],
      },
      inMemoryFiles,
    );
  });

  afterAll(() => portal?.stop());

  const create = (cluster: string, profile: string, target: string) =>
    portal.world.apply(
      portal.world.create({
        cluster: portal.named(cluster),
        target,
        profile: { name: profile, version: '1.0.0' },
      }),
    );
  const step = ({ steps }: Change, id: string) =>
    steps.find(it => it.id === id)!;
  const layerStep = (change: Change, layer: string) =>
    step(change, `layer/${portal.named(layer)}`);

  it('bring the network first, then the others in their order, onto a cluster that they make', async () => {
    await portal.register('till', 'factory');
    const change = await create('till', 'platform', portal.named('factory'));
    const network = layerStep(change, 'net');
    for (const layer of ['backup', 'cache']) {
      expect(layerStep(change, layer).startedAt! >= network.finishedAt!).toBe(
        true,
      );
    }
    expect(await portal.cluster('till')).toMatchObject({
      phase: 'ready',
      drift: 'InSync',
      kubernetesVersion: '1.34.1',
    });
    expect(await portal.objects('net')).toContain('daemonset.apps/net');
  });

  it('are upgraded without touching a machine', async () => {
    const machines = async () =>
      (await portal.cluster('till'))
        .observed!.machines.map(({ name }) => name)
        .sort();
    const before = await machines();
    const change = await portal.world.apply({
      kind: 'upgrade',
      cluster: portal.named('till'),
      version: '1.1.0',
    });
    expect(change.plan!.machinesReplaced).toEqual([]);
    expect(await machines()).toEqual(before);
    expect((await portal.layer('till', 'cache'))!.observed).toMatchObject({
      version: '1.1.0',
      health: 'Healthy',
    });
  });

  it('are upgraded with their Kubernetes: before it what fits both, after it what needs the new one', async () => {
    await portal.publish(
      {
        ...platform,
        version: '1.2.0',
        core: inMemoryCoreOf('1.35.0'),
        layers: [
          { name: 'net', chart: 'network', version: '1.1.0' },
          {
            name: 'backup',
            chart: 'backup',
            version: '1.1.0',
            constraints: { kubernetes: '>=1.34 <1.37' },
            values: { bucket: 'elsewhere' },
          },
          {
            name: 'cache',
            chart: 'registry-cache',
            version: '1.1.0',
            dependsOn: ['backup'],
          },
          {
            name: 'scaler',
            chart: 'autoscaler',
            constraints: { kubernetes: '>=1.35 <1.37' },
          },
        ],
      },
      inMemoryFiles,
    );
    const change = await portal.world.apply({
      kind: 'upgrade',
      cluster: portal.named('till'),
      version: '1.2.0',
    });
    const handOver = step(change, 'hand-over');
    expect(
      layerStep(change, 'backup').finishedAt! <= handOver.finishedAt!,
    ).toBe(true);
    const cluster = await portal.cluster('till');
    expect(cluster.kubernetesVersion).toBe('1.35.0');
    for (const { kubernetesVersion } of cluster.observed!.machines) {
      expect(kubernetesVersion).toBe('1.35.0');
    }
    const machinesDone = change.steps
      .filter(({ id }) => /^(control-plane|workers)/.test(id))
      .map(({ finishedAt }) => finishedAt!);
    for (const done of machinesDone) {
      expect(layerStep(change, 'scaler').startedAt! >= done).toBe(true);
      expect(layerStep(change, 'backup').finishedAt! <= done).toBe(true);
    }
  });

  it('go with their cluster: its layers first, while its API answers', async () => {
    const change = await portal.world.apply({
      kind: 'delete',
      cluster: portal.named('till'),
    });
    const gone = change.steps.map(({ finishedAt }) => finishedAt!);
    expect([...gone].sort()).toEqual(gone);
    expect(await portal.applications('till')).toEqual([]);
    expect(await portal.objects('backup', 'cache')).toEqual([]);
    // Whatever gives back volumes needs the network to the end: it goes with its machines, which are others here.
    expect(await portal.objects('net')).toContain('daemonset.apps/net');
    const { items } = await portal.lab.get<{ items: unknown[] }>(
      'clusters.cluster.x-k8s.io',
      '-n',
      portal.namespace,
    );
    expect(items).toEqual([]);
  });

  it('leave room for one add-on profile on clusters of three providers', async () => {
    const regional: TestProfile = {
      name: 'regional',
      version: '1.0.0',
      layers: [
        {
          name: 'place',
          chart: 'unrenderable',
          values: {
            region: '$' + '{{ cluster.name }} by $' + '{{ target.name }}',
          },
        },
        { name: 'note', chart: 'legacy', dependsOn: ['place'] },
      ],
    };
    await portal.publish(regional);
    await portal.world.publish();
    await portal.import('shop');
    // One API server would have the layers of one of them only: this one's are on the management cluster.
    await portal.register('depot', 'factory', await ontoManagementCluster());
    await Promise.all([
      create('depot', 'bare', portal.named('factory')),
      create('mock', 'base', 'simulated'),
    ]);
    const changes = await Promise.all(
      ['shop', 'depot', 'mock'].map(cluster => portal.add(cluster, regional)),
    );
    expect(changes).toHaveLength(3);
    for (const cluster of ['shop', 'depot', 'mock']) {
      for (const layer of ['place', 'note']) {
        expect((await portal.layer(cluster, layer))!.observed).toMatchObject({
          version: '1.0.0',
          health: 'Healthy',
          drift: 'InSync',
        });
      }
    }
    const reference = [
      `configmap/${portal.named('place')}`,
      `--namespace=${portal.named('place')}`,
    ];
    const there = await portal.workload.get<ConfigMap>(...reference);
    expect(there.data.region).toBe(
      `${portal.named('shop')} by ${portal.named('legacy')}`,
    );
    const here = await portal.lab.get<ConfigMap>(...reference);
    expect(here.data.region).toBe(
      `${portal.named('depot')} by ${portal.named('factory')}`,
    );
  });

  /** As its administrator. */
  async function ontoManagementCluster() {
    const { lab } = portal;
    const pki = async (file: string) =>
      (await readFile(`${lab.folder}/pki/${file}`)).toString('base64');
    return {
      server: `${lab.url}?${portal.named('depot')}`,
      config: {
        tlsClientConfig: {
          caData: await pki('ca.crt'),
          certData: await pki('admin.crt'),
          keyData: await pki('admin.key'),
        },
      },
    };
  }
});
