import { resolve } from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import {
  CaseDatabases,
  type CaseDatabase,
} from '../../plugins/cluster-profiles-backend/src/crash/__testUtils__/CaseDatabases';
import { createClient } from '../../plugins/cluster-profiles-backend/src/crash/__testUtils__/createClient';
import { SlimBackends } from '../../plugins/cluster-profiles-backend/src/crash/__testUtils__/SlimBackends';
import { witnessClaims } from '../../plugins/cluster-profiles-backend/src/crash/__testUtils__/witnessClaims';
import { type ManagementCluster, managementCluster } from './lab';
import { portalConfig } from './portalConfig';
import { readLabProfile } from './readLabProfile';
import { type Proxy, startProxy } from './startProxy';

const MODULE = resolve(
  __dirname,
  '../../plugins/cluster-profiles-backend-module-cluster-api/src',
);
const CLUSTERS = ['one', 'two', 'three', 'four'];
const databases = TestDatabases.create({ ids: ['POSTGRES_15'] });
jest.setTimeout(600_000);

interface Write {
  cluster: string;
  writer: string;
  /** Whoever held the cluster at that moment, by the database. */
  holder?: string;
}

/** Each speaks to the lab by a proxy of its own, which tells who writes what. */
describe('two portals on one database', () => {
  const backends = new SlimBackends();
  const proxies: Proxy[] = [];
  const writes: Write[] = [];
  let lab: ManagementCluster;
  let namespace: string;
  let cases: CaseDatabases;
  let database: CaseDatabase;

  beforeAll(async () => {
    lab = await managementCluster();
    namespace = await lab.namespace();
    cases = new CaseDatabases({ admin: await databases.init('POSTGRES_15') });
    database = await cases.create();
  });

  afterAll(async () => {
    await backends.stop();
    await Promise.all(proxies.map(proxy => proxy.stop()));
    await cases?.dropAll();
    await lab?.removeNamespaces();
  });

  async function start(name: string) {
    const proxy = await startProxy(lab, {
      before: async line => {
        const cluster = writtenCluster(line);
        if (cluster) {
          const holder = await holderOf(cluster);
          writes.push({ cluster, writer: name, holder });
        }
      },
    });
    proxies.push(proxy);
    const { url } = await backends.start({
      connection: database.connection,
      name,
      modules: [MODULE],
      config: portalConfig({
        managementClusters: [
          { name: 'lab', kubeconfig: { file: proxy.kubeconfig } },
        ],
        targets: { lab: { endpoint: 'lab', namespace } },
        reconciler: {
          convergingSeconds: 1,
          restingSeconds: 3600,
          // No slow machine must let one lapse.
          leaseSeconds: 120,
          concurrency: 2,
        },
      }),
    });
    return createClient({
      url: async () => url,
      patienceMs: 480_000,
      pollMs: 500,
    });
  }

  async function holderOf(cluster: string): Promise<string | undefined> {
    const [row] = await database
      .knex('work')
      .join('clusters', 'clusters.uid', 'work.id')
      .where({ 'work.kind': 'cluster', 'clusters.name': cluster })
      .select({ holder: database.knex.raw('holder_of(claimed_by)') });
    return row?.holder ?? undefined;
  }

  it('share the clusters, and write each once for each revision, by whoever holds it', async () => {
    const first = await start('first');
    for (const version of ['1.0.0', '1.1.0'] as const) {
      await first.carryOut(
        'paula',
        'pete',
        { kind: 'publish', bundle: await readLabProfile(version) },
        `publish-${version}`,
      );
    }
    await witnessClaims(database.knex);
    const second = await start('second');
    const change = async (
      client: typeof first,
      request: Parameters<typeof first.propose>[1],
      key: string,
    ) => {
      const { id } = await client.propose('alice', request, key);
      await client.until(id, 'applied');
    };
    await Promise.all(
      CLUSTERS.map(async (cluster, index) => {
        // What one was asked for, the other one may do.
        const client = index % 2 ? second : first;
        await change(
          client,
          {
            kind: 'create',
            cluster,
            owner: 'group:default/checkout',
            target: 'lab',
            profile: { name: 'lab-base', version: '1.0.0' },
          },
          `create-${cluster}`,
        );
        await change(
          client,
          { kind: 'set-parameters', cluster, parameters: { workers: 2 } },
          `resize-${cluster}`,
        );
      }),
    );

    expect(new Set(writes.map(({ writer }) => writer))).toEqual(
      new Set(['first', 'second']),
    );
    expect(writes.filter(({ writer, holder }) => writer !== holder)).toEqual(
      [],
    );
    expect(writes.map(({ cluster }) => cluster).sort()).toEqual(
      CLUSTERS.flatMap(cluster => [cluster, cluster]).sort(),
    );
    const { items } = await lab.get<{
      items: Array<{
        metadata: { name: string; annotations: Record<string, string> };
      }>;
    }>('clusters.cluster.x-k8s.io', `--namespace=${namespace}`);
    expect(
      items.map(({ metadata: { name, annotations } }) => [
        name,
        annotations['clusterprofiles.io/revision'],
      ]),
    ).toEqual([...CLUSTERS].sort().map(name => [name, '2']));
  });
});

/** The Cluster that a request writes; undefined for anything else, such as a dry run. */
function writtenCluster(line: string): string | undefined {
  return line.includes('dryRun=')
    ? undefined
    : /^(?:PATCH|POST|PUT|DELETE) \/apis\/cluster\.x-k8s\.io\/[^/]+\/namespaces\/[^/]+\/clusters\/([^/?]+)/.exec(
        line,
      )?.[1];
}
