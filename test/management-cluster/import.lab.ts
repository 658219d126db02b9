import { TestDatabases } from '@backstage/backend-test-utils';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  ClusterDetail,
  ImportableCluster,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { parseAllDocuments } from 'yaml';
import {
  CHECKOUT,
  startWorld,
  type World,
} from '../../plugins/cluster-profiles-backend/src/__testUtils__/startWorld';
import clusterApiModule from '../../plugins/cluster-profiles-backend-module-cluster-api/src';
import { inMemoryClass } from '../../plugins/cluster-profiles-backend-module-cluster-api/src/__testUtils__/inMemoryClass';
import { managementCluster, type ManagementCluster } from './lab';
import { until } from './until';

const CLUSTER_API = 'cluster.x-k8s.io/v1beta2';
const READER = 'imported-reader';

type Versioned = { metadata: { resourceVersion: string; generation: number } };

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

/** Clusters that others made: one of Cluster API, and the API server of the lab itself, as any cluster with a kubeconfig. */
describe('the import of clusters', () => {
  let lab: ManagementCluster;
  let namespace: string;
  let folder: string;
  let world: World;

  beforeAll(async () => {
    lab = await managementCluster();
    namespace = await lab.namespace();
    folder = await mkdtemp(join(tmpdir(), 'import-'));
    await lab.apply(readerOf(namespace));
    const tokenFile = join(folder, 'token');
    await writeFile(
      tokenFile,
      await lab.kubectl('create', 'token', READER, '--namespace', namespace),
      { mode: 0o600 },
    );
    const way = { url: lab.url, caFile: lab.caFile };
    world = await startWorld({
      knex: await databases.init('SQLITE_3'),
      features: [clusterApiModule],
      patienceSeconds: 120,
      config: {
        clusterApi: {
          managementClusters: [
            { name: 'lab', kubeconfig: { file: lab.kubeconfig } },
          ],
        },
        imported: {
          clusters: [
            { ...way, name: 'itself', tokenFile },
            { ...way, name: 'forbidden', tokenFile: lab.tokenFile },
            {
              name: 'silent',
              url: 'https://127.0.0.1:9',
              tokenFile,
              requestTimeoutSeconds: 2,
            },
          ],
        },
        targets: [
          {
            name: 'lab-dev',
            provider: 'cluster-api',
            endpoint: 'lab',
            region: 'lab',
            namespace,
            stage: 'development',
          },
          {
            name: 'legacy',
            provider: 'imported',
            region: 'lab',
            stage: 'development',
          },
        ],
        reconciler: { convergingSeconds: 0.5, restingSeconds: 1 },
      },
    });
  });

  afterAll(async () => {
    await world?.stop();
    await lab?.kubectl(
      'delete',
      'clusterrolebinding,clusterrole,node',
      '--ignore-not-found',
      '--selector=import-test',
    );
    await lab?.removeNamespaces();
    await rm(folder, { recursive: true, force: true });
  });

  const becomes = async (
    name: string,
    test: (cluster: ClusterDetail) => boolean,
  ) => {
    let cluster: ClusterDetail | undefined;
    await until(`${name} is as expected`, async () => {
      cluster = await world.cluster(name);
      return test(cluster);
    });
    return cluster!;
  };
  const live = (name: string) =>
    lab.get<Versioned & { metadata: object }>(
      `clusters.cluster.x-k8s.io/${name}`,
      '-n',
      namespace,
    );

  const importable = async (target: string): Promise<ImportableCluster[]> =>
    (await world.as('alice')('get', `/targets/${target}/importable`)).body
      .items;

  describe('of Cluster API', () => {
    beforeAll(async () => {
      await lab.apply(
        parseAllDocuments(inMemoryClass({ name: 'theirs' })).map(document => {
          const object = document.toJS();
          return { ...object, metadata: { ...object.metadata, namespace } };
        }),
      );
      await lab.apply([theirCluster(namespace)]);
      await until('the cluster of somebody else is available', async () => {
        const { status } = await lab.get<{
          status?: { conditions?: Array<{ type: string; status: string }> };
        }>('clusters.cluster.x-k8s.io/old-shop', '-n', namespace);
        return Boolean(
          status?.conditions?.some(
            it => it.type === 'Available' && it.status === 'True',
          ),
        );
      });
    });

    it('observes it, writes nothing, and says when somebody has deleted it', async () => {
      const before = await live('old-shop');
      expect(await importable('lab-dev')).toEqual([
        {
          source: 'old-shop',
          kubernetesVersion: '1.33.1',
          import: { allowed: true },
        },
      ]);
      const change = await world.apply({
        kind: 'import',
        cluster: 'shop',
        owner: CHECKOUT,
        target: 'lab-dev',
        source: 'old-shop',
      });
      expect(change.plan!.findings).toContainEqual(
        expect.objectContaining({
          code: 'cluster-found',
          message: expect.stringContaining('Kubernetes 1.33.1 on 2 nodes'),
        }),
      );
      const cluster = await becomes('shop', ({ phase }) => phase === 'ready');
      expect(cluster).toMatchObject({
        profiles: [],
        kubernetesVersion: '1.33.1',
        observed: { apiServer: { url: expect.stringContaining('https://') } },
      });
      expect(cluster.observed!.machines.map(({ pool }) => pool).sort()).toEqual(
        ['controlPlane', 'general'],
      );
      expect((await live('old-shop')).metadata).toMatchObject({
        generation: before.metadata.generation,
        labels: expect.not.objectContaining({
          'clusterprofiles.io/cluster-uid': expect.anything(),
        }),
      });

      await lab.kubectl(
        'delete',
        'clusters.cluster.x-k8s.io/old-shop',
        '-n',
        namespace,
      );
      expect(
        await becomes('shop', ({ phaseReason }) =>
          phaseReason.includes('is gone'),
        ),
      ).toMatchObject({
        phase: 'degraded',
        phaseReason:
          '"old-shop" is gone: somebody deleted it outside the portal',
        hasIssue: true,
      });
      await world.apply({ kind: 'delete', cluster: 'shop' });
    });

    it('leaves one alone that is made from a profile already', async () => {
      const marked = theirCluster(namespace, 'marked');
      await lab.apply([
        {
          ...marked,
          metadata: {
            ...marked.metadata,
            labels: { 'clusterprofiles.io/cluster-uid': 'some-uid' },
            annotations: { 'clusterprofiles.io/instance': 'another-portal' },
          },
        },
      ]);
      expect(await importable('lab-dev')).toContainEqual(
        expect.objectContaining({
          source: 'marked',
          import: {
            allowed: false,
            reason: "Portal 'another-portal' makes it from a profile",
          },
        }),
      );
      const change = await world.propose('alice', {
        kind: 'import',
        cluster: 'marked',
        owner: CHECKOUT,
        target: 'lab-dev',
      });
      expect(change).toMatchObject({
        state: 'rejected',
        stateReason: expect.stringContaining(
          'is managed from a profile already, by portal "another-portal"',
        ),
      });
    });
  });

  describe('by any way in', () => {
    const importAs = (cluster: string, source: string) =>
      world.propose('alice', {
        kind: 'import',
        cluster,
        owner: CHECKOUT,
        target: 'legacy',
        source,
      });

    it('observes version and nodes with no more than leave to list nodes', async () => {
      await lab.apply([aNode('import-a')]);
      expect(await importable('legacy')).toContainEqual({
        source: 'itself',
        import: { allowed: true },
      });
      const { id } = await importAs('legacy-shop', 'itself');
      await world.until(id, state => state === 'applied');
      const cluster = await becomes('legacy-shop', ({ observed }) =>
        Boolean(observed?.machines.some(({ name }) => name === 'import-a')),
      );
      expect(cluster.kubernetesVersion).toMatch(/^1\.\d+\.\d+/);
      expect(cluster).toMatchObject({ provider: 'imported', profiles: [] });
      // A node that no kubelet reports for is not ready, which is not the fault of the import.
      expect(cluster).toMatchObject({
        phase: 'degraded',
        phaseReason: expect.stringContaining('import-a'),
        appliedRevision: 1,
      });
      await lab.kubectl('delete', 'node', 'import-a');
      await becomes('legacy-shop', ({ phase }) => phase === 'ready');
    });

    it('says which verbs are missing', async () => {
      expect(await importAs('refused', 'forbidden')).toMatchObject({
        state: 'rejected',
        stateReason: expect.stringContaining(
          'The portal may not list nodes of the cluster.',
        ),
      });
    });

    it('does not take one that is silent for one that is not there', async () => {
      const { stateReason } = await importAs('silent', 'silent');
      expect(stateReason).toContain(
        'Provider "imported" did not answer, so the plan is not verified',
      );
      expect((await importAs('nothing', 'nothing')).stateReason).toContain(
        'There is no cluster "nothing"',
      );
    });
  });
});

function theirCluster(namespace: string, name = 'old-shop') {
  return {
    apiVersion: CLUSTER_API,
    kind: 'Cluster',
    metadata: { name, namespace },
    spec: {
      topology: {
        classRef: { name: 'theirs' },
        version: 'v1.33.1',
        controlPlane: { replicas: 1 },
        workers: {
          machineDeployments: [
            { name: 'general', class: 'default-worker', replicas: 1 },
          ],
        },
      },
    },
  };
}

function aNode(name: string): object {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels: { 'import-test': '' } },
  };
}

/** An identity that may do no more than what the docs ask for. */
function readerOf(namespace: string): object[] {
  const name = `${READER}-${namespace}`;
  const metadata = { name, labels: { 'import-test': '' } };
  const group = 'rbac.authorization.k8s.io';
  return [
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: READER, namespace },
    },
    {
      apiVersion: `${group}/v1`,
      kind: 'ClusterRole',
      metadata,
      rules: [
        { apiGroups: [''], resources: ['nodes'], verbs: ['get', 'list'] },
      ],
    },
    {
      apiVersion: `${group}/v1`,
      kind: 'ClusterRoleBinding',
      metadata,
      roleRef: { apiGroup: group, kind: 'ClusterRole', name },
      subjects: [{ kind: 'ServiceAccount', name: READER, namespace }],
    },
  ];
}
