import { join } from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import { AddOnPortal } from './AddOnPortal';
import { managementCluster } from './lab';
import { type Proxy, startProxy, type Fault } from './startProxy';
import type { TestProfile } from './testProfile';
import { until } from './until';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

/** A cluster with add-ons that is not there for a while, as the portal and Argo CD get to it by the same way. */
describe('add-ons of a cluster', () => {
  let portal: AddOnPortal;
  let proxy: Proxy;
  const mesh: TestProfile = {
    name: 'mesh',
    version: '1.0.0',
    // What cannot be removed is left behind after it.
    layers: [{ name: 'mesh', chart: 'ingress', deadlineMinutes: 0.3 }],
  };

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
      imported: { far: { url: proxy.url } },
    });
    await portal.publish(mesh);
    await portal.import('far', { server: proxy.url });
    await portal.add('far', mesh);
  });

  afterAll(async () => {
    await portal?.stop();
    await proxy?.stop();
  });

  const phase = (wanted: string) =>
    until(`the cluster is ${wanted}`, async () => {
      const { phase: now } = await portal.cluster('far');
      return now === wanted;
    });

  it.each<[string, Fault, RegExp]>([
    ['does not answer any more', { kind: 'drop' }, /cut the connection/],
    ['has revoked its credentials', { kind: 'answer', status: 401 }, /401/],
  ])(
    'that %s are unknown, with the cause, and as before once it does',
    async (_, fault, words) => {
      proxy.misbehave(fault);
      proxy.cut();
      await phase('unknown');
      const { phaseReason } = await portal.cluster('far');
      proxy.behave();
      expect(phaseReason).toMatch(words);
      await phase('ready');
      expect((await portal.layer('far', 'mesh'))!.observed).toMatchObject({
        version: '1.0.0',
        health: 'Healthy',
      });
    },
  );

  it('do not keep one that is gone from being forgotten', async () => {
    proxy.misbehave({ kind: 'drop' });
    proxy.cut();
    await phase('unknown');
    const { steps } = await portal.world.apply({
      kind: 'delete',
      cluster: portal.named('far'),
    });
    // Argo CD may still remove what it was at once the cluster is back; nobody counts on it.
    expect(steps).toContainEqual(
      expect.objectContaining({
        id: `prune/${portal.named('mesh')}`,
        state: 'skipped',
        message: expect.stringMatching(
          /^Not gone in time: left behind; .*does not reach the cluster/,
        ),
      }),
    );
    proxy.behave();
    await until(
      'Argo CD has nothing of it any more',
      async () => (await portal.applications('far')).length === 0,
    );
  });
});
