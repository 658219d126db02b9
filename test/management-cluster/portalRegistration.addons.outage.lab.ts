import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { TestDatabases } from '@backstage/backend-test-utils';
import {
  REGISTERED_ANNOTATION,
  RENEW_ANNOTATION,
} from '../../plugins/cluster-profiles-backend-module-argocd/src/application/marks';
import {
  applicationName,
  clusterSecretName,
  projectName,
} from '../../plugins/cluster-profiles-backend-module-argocd/src/application/names';
import { AddOnPortal } from './AddOnPortal';
import { inMemoryCore, inMemoryFiles } from './inMemoryCore';
import type { TestProfile } from './testProfile';
import { until } from './until';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const IN_ARGO_CD = '--namespace=argocd';
/** What Argo CD is, to the workload cluster. Deleted, it is deleted for each test there: this file runs alone. */
const ACCOUNT = [
  'serviceaccount/cluster-profiles-delivery',
  '--namespace=cluster-profiles-delivery',
];

interface Secret {
  metadata: { annotations: Record<string, string> };
  data: { config: string; project: string };
}

/** Clusters that Argo CD knows by the portal, from their first answer to their last. */
describe('clusters that the portal registers', () => {
  let portal: AddOnPortal;
  const platform: TestProfile = {
    name: 'platform',
    version: '1.0.0',
    core: inMemoryCore(),
    layers: [
      { name: 'net', chart: 'network' },
      { name: 'backup', chart: 'backup' },
    ],
  };
  const tools: TestProfile = {
    name: 'tools',
    version: '1.0.0',
    layers: [{ name: 'web', chart: 'ingress' }],
  };

  beforeAll(async () => {
    portal = await AddOnPortal.start({
      knex: await databases.init('SQLITE_3'),
      imported: { shop: {} },
      registers: true,
    });
    await portal.publish(platform, inMemoryFiles);
    await portal.publish(tools);
  });

  afterAll(() => portal?.stop());

  async function secretOf(cluster: string): Promise<string> {
    const { uid, name } = await portal.cluster(cluster);
    return `secret/${clusterSecretName({ uid, name })}`;
  }

  const read = async (secret: string) => {
    const { metadata, data } = await portal.lab.get<Secret>(secret, IN_ARGO_CD);
    const text = (value: string) => Buffer.from(value, 'base64').toString();
    return {
      registeredAt: metadata.annotations[REGISTERED_ANNOTATION],
      renewAt: metadata.annotations[RENEW_ANNOTATION],
      project: text(data.project),
      token: JSON.parse(text(data.config)).bearerToken as string,
    };
  };

  const annotate = (secret: string, annotation: string, time: Date) =>
    portal.lab.kubectl(
      'annotate',
      secret,
      IN_ARGO_CD,
      '--overwrite',
      `${annotation}=${time.toISOString()}`,
    );

  /** That the workload cluster has answered since it began, by verb. */
  const requests = async () => {
    const metrics = await portal.workload.kubectl('get', '--raw', '/metrics');
    const count = (verb: string) =>
      metrics
        .split('\n')
        .filter(
          line =>
            line.startsWith('apiserver_request_total{') &&
            line.includes(`verb="${verb}"`),
        )
        .reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
    return { LIST: count('LIST'), WATCH: count('WATCH') };
  };

  /** Another token than before. */
  async function isRenewed(secret: string, before: string): Promise<void> {
    await until(
      'it is registered anew',
      async () => (await read(secret)).token !== before,
    );
  }

  const isThere = async (reference: string, namespace: string) =>
    (await portal.lab.kubectl(
      'get',
      reference,
      `--namespace=${namespace}`,
      '--ignore-not-found',
      '--output=name',
    )) !== '';

  const isHealthy = (layer: string) =>
    portal.sees(
      'till',
      layer,
      it =>
        it?.observed?.health === 'Healthy' && it.observed.drift === 'InSync',
    );

  it('get their layers without anybody else', async () => {
    const name = portal.named('till');
    const administrator = await readFile(portal.workload.kubeconfig, 'utf8');
    await portal.lab.apply([
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: `${name}-add-ons`, namespace: portal.namespace },
        stringData: { value: administrator },
      },
    ]);
    await portal.world.apply(
      portal.world.create({
        cluster: name,
        target: portal.named('factory'),
        profile: { name: 'platform', version: '1.0.0' },
      }),
    );
    const { project, registeredAt, renewAt } = await read(
      await secretOf('till'),
    );
    expect(project).toBe(projectName(portal.named('factory')));
    const hours = (Date.parse(renewAt) - Date.parse(registeredAt)) / 3_600_000;
    expect(hours).toBeGreaterThanOrEqual(24);
    expect(hours).toBeLessThan(36);
    for (const layer of ['net', 'backup']) {
      expect((await portal.layer('till', layer))!.observed).toMatchObject({
        version: '1.0.0',
        health: 'Healthy',
      });
    }
  });

  it('are registered with another token when theirs is old, and nothing of their layers moves', async () => {
    const secret = await secretOf('till');
    const { token } = await read(secret);
    const before = await requests();
    await annotate(secret, RENEW_ANNOTATION, new Date(Date.now() - 1_000));
    await isRenewed(secret, token);
    await until(
      'Argo CD has looked at the whole cluster again',
      async () => (await requests()).LIST - before.LIST >= 20,
    );
    // The last kinds follow within the second.
    await wait(5_000);
    const after = await requests();
    process.stderr.write(
      `A new token costs ${after.LIST - before.LIST} lists and ${after.WATCH - before.WATCH} watches\n`,
    );
    expect(Date.parse((await read(secret)).renewAt)).toBeGreaterThan(
      Date.now(),
    );
    await isHealthy('net');
    await isHealthy('backup');
  });

  it('come back by themselves when their token is revoked', async () => {
    const secret = await secretOf('till');
    const { token } = await read(secret);
    await portal.workload.kubectl('delete', ...ACCOUNT);
    // The API server remembers for ten seconds that a token is good.
    await wait(15_000);
    const { id } = await portal.world.propose(
      'alice',
      portal.addition('till', tools),
    );
    await portal.saysOf('till', 'web', 'does not reach the cluster');
    // Five minutes later.
    await annotate(
      secret,
      REGISTERED_ANNOTATION,
      new Date(Date.now() - 5 * 60_000),
    );
    await isRenewed(secret, token);
    await portal.world.until(id, state => state === 'applied');
    await portal.world.apply({
      kind: 'remove-profile',
      cluster: portal.named('till'),
      profile: 'tools',
    });
  });

  it('are forgotten in order: layers, cluster with its network, what is left of Applications, Secret, AppProject', async () => {
    const secret = await secretOf('till');
    const project = `appproject/${projectName(portal.named('factory'))}`;
    const cluster = await portal.cluster('till');
    const isLayerThere = (layer: string) =>
      isThere(
        `application/${applicationName({ cluster, layer: portal.named(layer) })}`,
        'argocd',
      );
    // What goes last is asked for first: what is not there any more had to go before what is asked for after it.
    const whatIsLeft = async () => {
      const there = {
        project: await isThere(project, 'argocd'),
        secret: await isThere(secret, 'argocd'),
        network: await isLayerThere('net'),
        cluster: await isThere(
          `clusters.cluster.x-k8s.io/${portal.named('till')}`,
          portal.namespace,
        ),
        layers: await isLayerThere('backup'),
      };
      return Object.entries(there)
        .filter(([, isLeft]) => isLeft)
        .map(([what]) => what);
    };
    const seen = [(await whatIsLeft()).join(' ')];
    const { id } = await portal.world.propose('alice', {
      kind: 'delete',
      cluster: portal.named('till'),
    });
    let isGone = false;
    while (!isGone) {
      const { body } = await portal.world.as('paula')('get', `/changes/${id}`);
      const left = await whatIsLeft();
      seen.push(left.join(' '));
      isGone = left.length === 0;
      if (body.state === 'failed' || (body.state === 'applied' && !isGone)) {
        throw new Error(`${body.state}: ${body.stateReason}, ${left} is left`);
      }
    }
    expect([
      'project secret network cluster layers',
      'project secret network cluster',
      'project secret network',
      'project secret',
      'project',
      '',
    ]).toEqual(expect.arrayContaining([...new Set(seen)]));
    expect(seen).toContain('project secret network cluster layers');
    expect(seen).toContain('project secret network cluster');
    await portal.world.until(id, state => state === 'applied');
    expect(await portal.objects('backup')).toEqual([]);
  });

  it('are known as long as they are imported, and run on', async () => {
    await portal.import('shop');
    const secret = await secretOf('shop');
    const project = `appproject/${projectName(portal.named('legacy'))}`;
    await portal.add('shop', tools);
    expect((await read(secret)).project).toBe(
      projectName(portal.named('legacy')),
    );
    await portal.world.apply({
      kind: 'delete',
      cluster: portal.named('shop'),
    });
    expect(await isThere(secret, 'argocd')).toBe(false);
    expect(await isThere(project, 'argocd')).toBe(false);
    expect(await portal.objects('web')).toEqual([]);
    expect(await portal.workload.kubectl('get', 'nodes')).toContain('worker-1');
  });
});
