import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  ChangeRequest,
  ClusterDetail,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { parseAllDocuments, stringify } from 'yaml';
import {
  CHECKOUT,
  startWorld,
  type World,
} from '../../plugins/cluster-profiles-backend/src/__testUtils__/startWorld';
import clusterApiModule from '../../plugins/cluster-profiles-backend-module-cluster-api/src';
import { inMemoryClass } from '../../plugins/cluster-profiles-backend-module-cluster-api/src/__testUtils__/inMemoryClass';
import { labProvider } from '../../plugins/cluster-profiles-backend-module-cluster-api/src/__testUtils__/labProvider';
import {
  labFiles,
  labState,
  labTarget,
} from '../../plugins/cluster-profiles-backend-module-cluster-api/src/__testUtils__/labState';
import { managementCluster, type ManagementCluster } from './lab';
import { until } from './until';

const CLUSTER_API = 'cluster.x-k8s.io/v1beta2';
const OURS = 'clusterprofiles.io/cluster-uid';

type Live = {
  metadata: {
    uid: string;
    generation: number;
    labels?: Record<string, string>;
    managedFields: Array<{ manager: string }>;
  };
  spec: {
    topology: {
      version: string;
      classRef: { name: string };
      controlPlane: { replicas: number };
    };
  };
};

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

/** Clusters that others made with kubectl become ours; each test goes on where the one before ended. */
describe('the adoption of clusters', () => {
  let lab: ManagementCluster;
  let namespace: string;
  let world: World;

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
        targets: [
          {
            name: 'lab-staging',
            provider: 'cluster-api',
            endpoint: 'lab',
            region: 'lab',
            namespace,
            stage: 'staging',
          },
        ],
        reconciler: { convergingSeconds: 0.5, restingSeconds: 1 },
      },
    });
    for (const [version, kubernetes] of [
      ['1.0.0', '1.33.1'],
      ['1.1.0', '1.34.1'],
    ]) {
      const { id, planDigest } = await world.propose('paula', {
        kind: 'publish',
        bundle: theProfile({ version, kubernetes }),
      });
      await world.approve('pete', { id, planDigest });
      await world.until(id, state => state === 'applied');
    }
    await lab.apply(
      parseAllDocuments(inMemoryClass({ name: 'theirs' })).map(document => {
        const object = document.toJS();
        return { ...object, metadata: { ...object.metadata, namespace } };
      }),
    );
  });

  afterAll(async () => {
    await world?.stop();
    await lab?.removeNamespaces();
  });

  const live = (name: string) =>
    lab.get<Live>(
      `clusters.cluster.x-k8s.io/${name}`,
      '-n',
      namespace,
      '--show-managed-fields',
    );
  const machines = async () => {
    const names = await lab.kubectl(
      'get',
      'machines.cluster.x-k8s.io',
      '-n',
      namespace,
      '--output=name',
    );
    return names.split('\n').filter(Boolean).sort();
  };
  const edit = (manager: string, path: string, value: unknown) =>
    lab.kubectl(
      'patch',
      'clusters.cluster.x-k8s.io/old-shop',
      '-n',
      namespace,
      '--type=json',
      `--field-manager=${manager}`,
      `--patch=${JSON.stringify([{ op: 'replace', path, value }])}`,
    );
  const becomes = async (test: (cluster: ClusterDetail) => boolean) => {
    let cluster: ClusterDetail | undefined;
    await until('shop is as expected', async () => {
      cluster = await world.cluster('shop');
      return test(cluster);
    });
    return cluster!;
  };
  const adoption: ChangeRequest = {
    kind: 'adopt',
    cluster: 'shop',
    profile: { name: 'teams', version: '1.0.0' },
  };

  it('leaves one alone that Argo CD keeps', async () => {
    const object = theirCluster(namespace, 'old-shop');
    const fieldManager = 'argocd-controller';
    await lab.apply([object]);
    await world.apply({
      kind: 'import',
      cluster: 'shop',
      owner: CHECKOUT,
      target: 'lab-staging',
      source: 'old-shop',
    });
    await becomes(
      ({ phase, observed }) =>
        phase === 'ready' && observed?.machines.length === 2,
    );
    await lab.apply([object], { fieldManager });
    expect(await world.propose('alice', adoption)).toMatchObject({
      state: 'rejected',
      stateReason: expect.stringContaining(
        'is kept by Argo CD, as field manager "argocd-controller" says',
      ),
    });
    expect(await world.cluster('shop')).toMatchObject({
      profiles: [],
      desired: { observeOnly: true },
    });
    // It gives the cluster up, which stays as kubectl has it.
    const { managedFields } = (await live('old-shop')).metadata;
    await edit(
      'kubectl',
      '/metadata/managedFields',
      managedFields.filter(({ manager }) => manager !== fieldManager),
    );
  });

  it('writes nothing before it is approved, and replaces no machine where the class is the same', async () => {
    expect((await world.cluster('shop')).permitted.adopt).toEqual({
      allowed: true,
    });
    const before = await live('old-shop');
    const running = await machines();

    const change = await world.propose('alice', adoption);
    expect(change).toMatchObject({
      state: 'awaiting-approval',
      summary: 'Adopt into teams 1.0.0',
      plan: {
        machinesReplaced: [],
        rollbackClass: 'forward-only',
        irreversible: [
          'Cluster "shop" stays ours: an adoption is not rolled back.',
        ],
        desired: {
          adopted: { source: 'old-shop', identity: before.metadata.uid },
          takeovers: [
            {
              object: `Cluster ${namespace}/old-shop`,
              path: '/spec/topology/classRef/name',
              manager: 'kubectl',
            },
          ],
        },
      },
    });
    expect(change.plan!.differences).toContainEqual(
      expect.objectContaining({
        object: `Cluster ${namespace}/old-shop`,
        path: '/spec/topology/classRef/name',
        observed: 'theirs',
      }),
    );
    expect((await live('old-shop')).metadata.managedFields).toEqual(
      before.metadata.managedFields.map(() =>
        expect.objectContaining({
          manager: expect.not.stringMatching('cluster-profiles'),
        }),
      ),
    );
    expect((await live('old-shop')).metadata.generation).toBe(
      before.metadata.generation,
    );

    await world.approve('pete', change);
    await world.until(change.id, state => state === 'applied');
    const after = await live('old-shop');
    expect(after.metadata.uid).toBe(before.metadata.uid);
    expect(after.metadata.labels).toHaveProperty([OURS]);
    expect(after.spec.topology.classRef.name).not.toBe('theirs');
    expect(await machines()).toEqual(running);
    expect(await world.cluster('shop')).toMatchObject({
      phase: 'ready',
      profiles: [{ name: 'teams', version: '1.0.0' }],
      kubernetesVersion: '1.33.1',
      drift: 'InSync',
    });
  });

  it('is not rolled back', async () => {
    await expect(
      world.propose('alice', {
        kind: 'roll-back',
        cluster: 'shop',
        revision: 1,
      }),
    ).rejects.toThrow('an adoption is not rolled back');
    expect((await world.cluster('shop')).permitted).toMatchObject({
      adopt: { allowed: false, reason: 'It is made from a profile already' },
      'roll-back': { allowed: false },
    });
  });

  it('takes over only what was approved when it is upgraded', async () => {
    const upgrade: ChangeRequest = {
      kind: 'upgrade',
      cluster: 'shop',
      version: '1.1.0',
    };
    const version = {
      object: `Cluster ${namespace}/old-shop`,
      path: '/spec/topology/version',
      manager: 'kubectl',
    };
    const first = await world.propose('alice', upgrade);
    expect(first.plan!.desired!.takeovers).toEqual([version]);
    const stopped = { writes: false, reason: 'somebody else is at work' };
    await world.as('paula')('put', '/write-switch', stopped);
    await world.approve('pete', first);
    await edit('somebody', '/spec/topology/controlPlane/replicas', 3);
    await world.as('paula')('put', '/write-switch', {
      writes: true,
      reason: 'done',
    });
    const stale = await world.until(first.id, state => state === 'stale');
    expect(stale.stateReason).toContain(
      `/spec/topology/controlPlane/replicas of ${version.object} from "somebody"`,
    );
    expect((await live('old-shop')).spec.topology).toMatchObject({
      version: 'v1.33.1',
      controlPlane: { replicas: 3 },
    });
    await edit('somebody', '/spec/topology/controlPlane/replicas', 1);

    await world.apply(upgrade);
    expect((await live('old-shop')).spec.topology.version).toBe('v1.34.1');
    expect(await world.cluster('shop')).toMatchObject({
      kubernetesVersion: '1.34.1',
      profiles: [{ version: '1.1.0' }],
    });
  });

  it('is deleted like any other', async () => {
    await world.apply({ kind: 'delete', cluster: 'shop' });
    expect(await machines()).toEqual([]);
    expect(
      await lab.kubectl(
        'get',
        'clusters.cluster.x-k8s.io',
        '-n',
        namespace,
        '--output=name',
      ),
    ).toBe('');
  });

  it.each<[string, object, string]>([
    [
      'no topology',
      {
        infrastructureRef: {
          apiGroup: 'infrastructure.cluster.x-k8s.io',
          kind: 'DevCluster',
          name: 'elsewhere',
        },
      },
      'adoption-no-topology',
    ],
    [
      'a pool that the profile does not name',
      theirCluster('', '', [
        { name: 'general', class: 'default-worker', replicas: 0 },
        { name: 'batch', class: 'default-worker', replicas: 0 },
      ]).spec,
      'adoption-pool-unnamed',
    ],
  ])('leaves one alone that has %s', async (_, spec, code) => {
    await lab.apply([{ ...theirCluster(namespace, code), spec }]);
    const provider = labProvider({ kubeconfig: lab.kubeconfig, namespace });
    const { findings } = await provider.preview({
      desired: {
        ...labState(labTarget(namespace)),
        adopted: { source: code },
      },
      files: labFiles,
    });
    expect(findings).toContainEqual(
      expect.objectContaining({ severity: 'block', code }),
    );
  });
});

function theProfile(options: { version: string; kubernetes: string }) {
  return {
    document: stringify({
      apiVersion: 'clusterprofiles.io/v1alpha1',
      kind: 'ClusterProfile',
      metadata: { name: 'teams', title: 'Teams' },
      spec: {
        type: 'infrastructure',
        owner: 'group:default/platform',
        lifecycle: 'production',
        version: options.version,
        nodePools: {
          controlPlane: { replicas: 1 },
          workers: [{ name: 'general', replicas: 1 }],
        },
        layers: [
          { name: 'linux', kind: 'os', version: '24.04.3' },
          {
            name: 'kubernetes',
            kind: 'kubernetes',
            version: options.kubernetes,
          },
          { name: 'network', kind: 'network', version: '1.18.2' },
          { name: 'storage', kind: 'storage', version: '0.0.32' },
        ],
        providers: {
          'cluster-api': [
            {
              classes: './cluster-api',
              variables: { imageId: 'image-1' },
            },
          ],
        },
      },
    }),
    files: { './cluster-api/class.yaml': inMemoryClass() },
  };
}

function theirCluster(
  namespace: string,
  name: string,
  machineDeployments: object[] = [
    { name: 'general', class: 'default-worker', replicas: 1 },
  ],
) {
  return {
    apiVersion: CLUSTER_API,
    kind: 'Cluster',
    metadata: { name, namespace },
    spec: {
      topology: {
        classRef: { name: 'theirs' },
        version: 'v1.33.1',
        controlPlane: { replicas: 1 },
        workers: { machineDeployments },
      },
    },
  };
}
