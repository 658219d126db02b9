import { TestDatabases } from '@backstage/backend-test-utils';
import type { Change } from '@cluster-profiles/plugin-cluster-profiles-common';
import { applicationName } from '../../plugins/cluster-profiles-backend-module-argocd/src/application/names';
import { AddOnPortal } from './AddOnPortal';
import type { TestProfile } from './testProfile';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

interface Deployment {
  spec: { replicas: number };
  status: { readyReplicas?: number };
}

const PARAMETERS = {
  replicas: { type: 'integer', minimum: 1, maximum: 9, default: 2 },
};

/** What a portal's users do with add-ons of a cluster that others made, each step on what the one before has left. */
describe('add-on profiles on an imported cluster', () => {
  let portal: AddOnPortal;
  let tools: TestProfile;
  let jobs: TestProfile;

  beforeAll(async () => {
    portal = await AddOnPortal.start({
      knex: await databases.init('SQLITE_3'),
      imported: { shop: {} },
    });
    tools = {
      name: 'tools',
      version: '1.0.0',
      parameters: PARAMETERS,
      layers: [
        {
          name: 'queues',
          chart: 'queues',
          values: { group: `${portal.named('shop')}.lab.test` },
        },
        {
          name: 'web',
          chart: 'ingress',
          dependsOn: ['queues'],
          values: { replicas: '$' + '{{ parameters.replicas }}' },
        },
        { name: 'watch', chart: 'monitoring' },
        { name: 'cache', chart: 'registry-cache', dependsOn: ['web', 'watch'] },
      ],
    };
    jobs = {
      name: 'jobs',
      version: '1.0.0',
      layers: [{ name: 'nightly', chart: 'autoscaler' }],
    };
    await portal.publish(tools);
    await portal.publish({
      ...tools,
      version: '1.1.0',
      layers: tools.layers.map(layer => ({ ...layer, version: '1.1.0' })),
    });
    await portal.publish(jobs);
    await portal.import('shop');
  });

  afterAll(() => portal?.stop());

  const step = ({ steps }: Change, layer: string) =>
    steps.find(({ id }) => id === `layer/${portal.named(layer)}`)!;
  const web = () =>
    portal.object<Deployment>('web', `deployment/${portal.named('web')}`);

  it('are not planned over an Application of somebody else', async () => {
    const cluster = await portal.cluster('shop');
    const layer = portal.named('nightly');
    const name = applicationName({ cluster, layer });
    const at = '--namespace=argocd';
    await portal.lab.apply([
      {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Application',
        metadata: { name, namespace: 'argocd' },
        spec: {
          project: 'default',
          source: { repoURL: portal.lab.charts().httpUrl, chart: 'ingress' },
          destination: { name: cluster.name, namespace: layer },
        },
      },
    ]);
    const change = await portal.world.propose(
      'alice',
      portal.addition('shop', jobs),
    );
    await portal.lab.kubectl('delete', `application/${name}`, at);
    expect(change).toMatchObject({ state: 'rejected' });
    expect(change.plan!.findings).toContainEqual(
      expect.objectContaining({
        severity: 'block',
        code: 'argocd-name-taken',
        layer,
      }),
    );
  });

  it('come layer by layer, each once what it depends on is healthy', async () => {
    const change = await portal.add('shop', tools);
    for (const [later, earlier] of [
      ['web', 'queues'],
      ['cache', 'web'],
      ['cache', 'watch'],
    ]) {
      const begun = step(change, later).startedAt!;
      expect(begun >= step(change, earlier).finishedAt!).toBe(true);
    }
    const cluster = await portal.cluster('shop');
    expect(cluster).toMatchObject({ phase: 'ready', drift: 'InSync' });
    expect(cluster.layers).toHaveLength(4);
    for (const { observed, waitsFor } of cluster.layers) {
      expect(observed).toMatchObject({
        version: '1.0.0',
        health: 'Healthy',
        drift: 'InSync',
      });
      expect(waitsFor).toEqual([]);
    }
    expect(await web()).toMatchObject({ status: { readyReplicas: 2 } });
    expect(await portal.objects('watch')).toEqual(
      expect.arrayContaining(['daemonset.apps/watch-agent']),
    );
    const queue = await portal.object<{ spec: object }>(
      'queues',
      `queues.${portal.named('shop')}.lab.test/${portal.named('queues')}`,
    );
    expect(queue.spec).toEqual({ length: 10 });
  });

  it('are upgraded, and what the version drops is gone', async () => {
    expect(await portal.objects('web')).toContain('configmap/web-tcp-services');
    const change = await portal.world.apply({
      kind: 'upgrade',
      cluster: portal.named('shop'),
      profile: 'tools',
      version: '1.1.0',
    });
    expect(change.plan!.rollbackClass).toBe('reversible');
    const objects = await portal.objects('web');
    expect(objects).toContain('poddisruptionbudget.policy/web');
    expect(objects).not.toContain('configmap/web-tcp-services');
  });

  it('take other parameters', async () => {
    await portal.world.apply({
      kind: 'set-parameters',
      cluster: portal.named('shop'),
      profile: 'tools',
      parameters: { replicas: 3 },
    });
    expect(await web()).toMatchObject({
      spec: { replicas: 3 },
      status: { readyReplicas: 3 },
    });
  });

  it('are rolled back, values and charts', async () => {
    await portal.world.apply({
      kind: 'roll-back',
      cluster: portal.named('shop'),
      revision: 2,
    });
    expect(await web()).toMatchObject({
      spec: { replicas: 2 },
      status: { readyReplicas: 2 },
    });
    const objects = await portal.objects('web');
    expect(objects).toContain('configmap/web-tcp-services');
    expect(objects).not.toContain('poddisruptionbudget.policy/web');
    for (const { observed } of (await portal.cluster('shop')).layers) {
      expect(observed).toMatchObject({ version: '1.0.0', health: 'Healthy' });
    }
  });

  it('come and go beside each other', async () => {
    await portal.add('shop', jobs);
    expect(await portal.layer('shop', 'nightly')).toMatchObject({
      profile: 'jobs',
      observed: { health: 'Healthy' },
    });
    expect(await portal.applications('shop')).toHaveLength(5);
    await portal.world.apply({
      kind: 'remove-profile',
      cluster: portal.named('shop'),
      profile: 'tools',
    });
    expect(await portal.applications('shop')).toHaveLength(1);
    expect(await portal.objects('queues', 'web', 'watch', 'cache')).toEqual([]);
    expect(await portal.objects('nightly')).toContain(
      'deployment.apps/nightly',
    );
  });

  it('go with the cluster, which runs on', async () => {
    await portal.world.apply({
      kind: 'delete',
      cluster: portal.named('shop'),
    });
    expect(await portal.applications('shop')).toEqual([]);
    expect(await portal.objects('nightly')).toEqual([]);
    expect(await portal.workload.kubectl('get', 'nodes')).toContain('worker-1');
  });
});
