import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { ClusterDetail } from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  startWorld,
  type World,
} from '../../plugins/cluster-profiles-backend/src/__testUtils__/startWorld';
import clusterApiModule from '../../plugins/cluster-profiles-backend-module-cluster-api/src';
import { type ManagementCluster, managementCluster } from './lab';
import { readLabProfile } from './readLabProfile';
import { until } from './until';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const dev = resolve(__dirname, '../../scripts/dev.mjs');
/** Beside the lab of the other tests, so that its outage disturbs none of them. */
const SECOND = `${process.env.CLUSTER_PROFILES_LAB ?? 'lab'}-second`;

const lab = (verb: 'up' | 'down') =>
  promisify(execFile)(process.execPath, [dev, 'lab', verb, '--name', SECOND]);

/** One portal, whose targets are on two management clusters: one profile, with a class for each. */
describe('the portal on two management clusters', () => {
  let first: ManagementCluster;
  let second: ManagementCluster;
  let namespaces: { first: string; second: string };
  let world: World;

  beforeAll(async () => {
    await lab('up');
    first = await managementCluster();
    second = await managementCluster(SECOND);
    namespaces = {
      first: await first.namespace(),
      second: await second.namespace(),
    };
    world = await startWorld({
      knex: await databases.init('SQLITE_3'),
      features: [clusterApiModule],
      patienceSeconds: 240,
      config: {
        clusterApi: {
          managementClusters: [
            { name: 'first', kubeconfig: { file: first.kubeconfig } },
            { name: 'second', kubeconfig: { file: second.kubeconfig } },
          ],
        },
        targets: (['first', 'second'] as const).map(name => ({
          name,
          endpoint: name,
          namespace: namespaces[name],
          provider: 'cluster-api',
          region: 'lab',
          stage: 'development',
          labels: { cloud: name },
        })),
        reconciler: { convergingSeconds: 1, restingSeconds: 2 },
      },
    });
    const published = await world.propose('paula', {
      kind: 'publish',
      bundle: await readProfileForBoth(),
    });
    await world.approve('pete', published);
    await world.until(published.id, state => state === 'applied');
  });

  afterAll(async () => {
    await world?.stop();
    await first?.removeNamespaces();
    await lab('down');
  });

  const create = (target: 'first' | 'second') =>
    world.apply(
      world.create({
        cluster: `on-${target}`,
        target,
        profile: { name: 'lab-base', version: '1.0.0' },
      }),
    );
  const clustersOf = async (target: 'first' | 'second') => {
    const there = { first, second }[target];
    const { items } = await there.get<{
      items: Array<{
        metadata: { name: string };
        spec: { topology: { classRef: { name: string } } };
      }>;
    }>('clusters.cluster.x-k8s.io', `--namespace=${namespaces[target]}`);
    return items.map(({ metadata, spec }) => [
      metadata.name,
      spec.topology.classRef.name.replace(/-[0-9a-f]{10}$/, ''),
    ]);
  };
  const becomes = async (name: string, phase: ClusterDetail['phase']) => {
    let cluster: ClusterDetail | undefined;
    await until(
      () => `${name} is ${phase}, but ${cluster?.phase}`,
      async () => {
        cluster = await world.cluster(name);
        return cluster.phase === phase;
      },
    );
    return cluster!;
  };

  it('makes each cluster where its target is, from the class that is for it', async () => {
    await Promise.all([create('first'), create('second')]);
    expect(await clustersOf('first')).toEqual([['on-first', 'lab']]);
    expect(await clustersOf('second')).toEqual([['on-second', 'elsewhere']]);
  });

  it('goes on with one while the other is gone', async () => {
    await second.kill('kube-apiserver');
    try {
      expect(await becomes('on-second', 'unknown')).toMatchObject({
        appliedRevision: 1,
        phaseReason: expect.stringContaining('second'),
      });
      await world.apply({
        kind: 'set-parameters',
        cluster: 'on-first',
        parameters: { workers: 2 },
      });
      expect(await world.cluster('on-first')).toMatchObject({
        phase: 'ready',
        appliedRevision: 2,
      });
    } finally {
      await second.restart('kube-apiserver');
    }
    await becomes('on-second', 'ready');
  });

  it('deletes each where it is', async () => {
    await world.apply({ kind: 'delete', cluster: 'on-first' });
    expect(await clustersOf('first')).toEqual([]);
    expect(await clustersOf('second')).toHaveLength(1);
    await world.apply({ kind: 'delete', cluster: 'on-second' });
    expect(await clustersOf('second')).toEqual([]);
  });
});

/** The example profile with a class of another name for targets on the second. */
async function readProfileForBoth() {
  const { document, files } = await readLabProfile('1.0.0');
  const path = './cluster-api/class.yaml';
  const elsewhere = files[path].replace(
    /(kind: ClusterClass\nmetadata:\n {2}name: )lab\n/,
    '$1elsewhere\n',
  );
  const entry = document.slice(document.indexOf('      - classes:'));
  const both = [
    entry.replace('- classes:', '- match: { cloud: first }\n        classes:'),
    entry.replace(
      '- classes: ./cluster-api',
      '- match: { cloud: second }\n        classes: ./elsewhere',
    ),
  ];
  return {
    document: document.replace(entry, both.join('')),
    files: { ...files, './elsewhere/class.yaml': elsewhere },
  };
}
