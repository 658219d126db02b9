import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Change } from '@cluster-profiles/plugin-cluster-profiles-common';
import { AddOnPortal } from './AddOnPortal';
import type { RepositoryBehaviour } from './charts';
import { managementCluster } from './lab';
import { type Fault, type Proxy, startProxy } from './startProxy';
import type { TestProfile } from './testProfile';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

/** What goes wrong around Argo CD: layers say it, other clusters go on, and all comes right once the cause is gone. */
describe('add-on layers in bad weather', () => {
  let portal: AddOnPortal;
  /** The way of Argo CD to the cluster `far`. */
  let proxy: Proxy;
  const stopped = new Set<string>();

  beforeAll(async () => {
    const lab = await managementCluster();
    const { url, kubeconfig } = lab.workloadCluster();
    proxy = await startProxy({
      url,
      kubeconfig,
      folder: join(lab.folder, 'workload'),
    });
    portal = await AddOnPortal.start({
      knex: await databases.init('SQLITE_3'),
      imported: { shop: {}, search: {}, far: {} },
      ownCharts: ['down', 'slow', 'locked', 'fetched'],
    });
    await portal.import('shop');
    await portal.import('search');
    await portal.import('far', { server: proxy.url });
    await publishAndAdd('search', 'steady', 'ingress');
  });

  afterEach(async () => {
    proxy.behave();
    await portal.lab.charts().behave('http', {});
    for (const part of stopped) {
      await restart(part);
    }
  });

  afterAll(async () => {
    await portal?.stop();
    await proxy?.stop();
  });

  const profileOf = (
    name: string,
    layer: Omit<TestProfile['layers'][number], 'name'>,
  ): TestProfile => ({
    name,
    version: '1.0.0',
    layers: [{ name, ...layer }],
  });

  async function publishAndAdd(cluster: string, name: string, chart: string) {
    const profile = profileOf(name, { chart });
    await portal.publish(profile);
    return portal.add(cluster, profile);
  }

  /** Proposes what then lies in the weather. */
  async function begin(cluster: string, profile: TestProfile) {
    await portal.publish(profile);
    return portal.world.propose('alice', portal.addition(cluster, profile));
  }

  const arrives = ({ id }: Change) =>
    portal.world.until(id, state => state === 'applied');

  async function stop(part: string) {
    stopped.add(part);
    await portal.lab.kill(part);
  }

  async function restart(part: string) {
    await portal.lab.restart(part);
    stopped.delete(part);
  }

  const isUntouched = async () =>
    expect(await portal.layer('search', 'steady')).toMatchObject({
      observed: { health: 'Healthy', version: '1.0.0' },
    });

  describe('a registry', () => {
    it.each<[string, RepositoryBehaviour, RegExp]>([
      ['down', { down: true }, /EOF|refused|reset/],
      ['locked', { status: 401 }, /401/],
    ])(
      'that is %s is named at the layer, which comes once it is not',
      async (chart, behaviour, words) => {
        await portal.bringChart(chart, 'legacy');
        await portal.lab.charts().behave('http', behaviour);
        const change = await begin('shop', profileOf(chart, { chart }));
        await portal.saysOf('shop', chart, words);
        await isUntouched();
        // Long enough that Argo CD has tried more than once.
        await wait(20_000);
        await portal.lab.charts().behave('http', {});
        await arrives(change);
      },
    );

    it('that is slow is waited for', async () => {
      await portal.bringChart('slow', 'legacy');
      await portal.lab.charts().behave('http', { seconds: 5 });
      await arrives(await begin('shop', profileOf('slow', { chart: 'slow' })));
    });

    it('is asked at publication: down it keeps the profile from it, slow it does not', async () => {
      const profile = profileOf('fetched', {
        chart: 'fetched',
        repository: 'fetched',
      });
      await portal.bringChart('fetched', 'legacy');
      await portal.lab.charts().behave('http', { down: true });
      await expect(portal.publish(profile)).rejects.toThrow(
        /repository 'fetched'.*cuts the connection[.]/,
      );
      await portal.lab.charts().behave('http', { seconds: 3 });
      await portal.publish(profile);
      await portal.lab.charts().behave('http', {});
      await portal.add('shop', profile);
    });
  });

  it('Argo CD that is stopped for a minute is named at the layer, which comes once it runs', async () => {
    await stop('argocd-application-controller');
    const change = await begin(
      'shop',
      profileOf('stopped', { chart: 'autoscaler' }),
    );
    await portal.saysOf(
      'shop',
      'stopped',
      'does its application controller run?',
    );
    await wait(30_000);
    await isUntouched();
    await restart('argocd-application-controller');
    await arrives(change);
  });

  it.each<[string, string, Fault]>([
    ['whose API is gone', 'gone', { kind: 'drop' }],
    [
      'that has revoked the credentials of Argo CD',
      'revoked',
      { kind: 'answer', status: 401 },
    ],
  ])(
    'a cluster %s says so at its layer, while another one gets its own',
    async (_, name, fault) => {
      proxy.misbehave(fault);
      proxy.cut();
      const change = await begin('far', profileOf(name, { chart: 'backup' }));
      const { observed } = await portal.saysOf(
        'far',
        name,
        'Argo CD does not reach the cluster',
      );
      expect(observed!.health).toBe('Unknown');
      await publishAndAdd('search', `beside-${name}`, 'autoscaler');
      await isUntouched();
      proxy.behave();
      await arrives(change);
    },
  );
});
