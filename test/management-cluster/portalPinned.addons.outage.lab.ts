import { setTimeout as wait } from 'node:timers/promises';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Finding } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import { AddOnPortal } from './AddOnPortal';
import type { TestLayer, TestProfile } from './testProfile';
import { until } from './until';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

interface Deployment {
  spec: { replicas: number };
}

/** Charts that were fetched and pinned at publication, and come from a mirror. */
describe('pinned layers', () => {
  let knex: Knex;
  let portal: AddOnPortal;

  beforeAll(async () => {
    knex = await databases.init('SQLITE_3');
    portal = await AddOnPortal.start({
      knex,
      imported: { shop: {}, search: {}, till: {} },
      pins: true,
    });
    await portal.import('shop');
    await portal.import('search');
    await portal.import('till', { target: 'vault' });
  });

  afterEach(() => portal.lab.charts().behave('oci', {}));
  afterAll(() => portal?.stop());

  const profileOf = (name: string, ...layers: TestLayer[]): TestProfile => ({
    name,
    version: '1.0.0',
    layers,
  });
  const pinned = (name: string, chart: string, more: object = {}) => ({
    name,
    chart,
    repository: 'fetched' as const,
    ...more,
  });
  const findings = async (cluster: string, profile: TestProfile) => {
    const change = await portal.world.propose(
      'alice',
      portal.addition(cluster, profile),
    );
    expect(change).toMatchObject({ state: 'rejected' });
    return change.plan!.findings.filter(
      ({ severity }: Finding) => severity === 'block',
    );
  };

  it('say that their mirror is down, each for itself, while others go on, and come once it answers', async () => {
    const steady = profileOf('steady', pinned('beside', 'backup'));
    const kept = profileOf(
      'kept',
      pinned('first', 'ingress'),
      pinned('second', 'autoscaler'),
    );
    await portal.publish(steady);
    await portal.publish(kept);
    await portal.add('search', steady);
    await portal.lab.charts().behave('oci', { down: true });
    const { id } = await portal.world.propose(
      'alice',
      portal.addition('shop', kept),
    );
    for (const layer of ['first', 'second']) {
      await portal.saysOf('shop', layer, /mirror/);
    }
    // It lies in the mirror, and nothing of it is written.
    expect(await portal.layer('search', 'beside')).toMatchObject({
      observed: { health: 'Healthy', version: '1.0.0' },
    });
    await portal.lab.charts().behave('oci', {});
    await portal.world.until(id, state => state === 'applied');
  });

  it('are refused where another profile brings the same definition, with the names of both', async () => {
    const certificates = profileOf('certificates', {
      ...pinned('issuers', 'certificates'),
    });
    const rival = profileOf('rival', pinned('others', 'certificates'));
    await portal.publish(certificates);
    await portal.publish(rival);
    await portal.add('shop', certificates);
    const found = await findings('shop', rival);
    expect(found).toContainEqual(
      expect.objectContaining({ code: 'layer-objects-conflict' }),
    );
    const { message } = found.find(
      ({ code }) => code === 'layer-objects-conflict',
    )!;
    for (const words of [
      'CustomResourceDefinition issuers.certificates.lab.test',
      'certificates',
      'rival',
    ]) {
      expect(message).toContain(words);
    }
    await portal.world.apply({
      kind: 'remove-profile',
      cluster: portal.named('shop'),
      profile: 'certificates',
    });
  });

  it('reach production, which refuses what may be overwritten', async () => {
    const loose = profileOf('loose', { name: 'loose', chart: 'legacy' });
    const fixed = profileOf('fixed', pinned('fixed', 'backup'));
    await portal.publish(loose);
    await portal.publish(fixed);
    expect(await findings('till', loose)).toContainEqual(
      expect.objectContaining({
        code: 'source-mutable',
        layer: portal.named('loose'),
      }),
    );
    await portal.add('till', fixed);
  });

  it('are not corrected while the chain of their cluster does not verify', async () => {
    const watched = profileOf(
      'watched',
      pinned('guarded', 'ingress', { drift: { mode: 'correct' } }),
    );
    await portal.publish(watched);
    await portal.add('search', watched);
    const { uid } = await portal.cluster('search');
    const row = await knex('clusters').where({ uid }).first();
    const revision = () =>
      knex('revisions').where({
        cluster_uid: uid,
        number: row.desired_revision,
      });
    const { digest } = await revision().first();
    await revision().update({ digest: '0'.repeat(64) });
    await until(
      'it is held',
      async () => (await portal.cluster('search')).phase === 'held',
    );

    const deployment = `deployment/${portal.named('guarded')}`;
    const at = `--namespace=${portal.named('guarded')}`;
    const replicas = async () =>
      (await portal.object<Deployment>('guarded', deployment)).spec.replicas;
    const desired = await replicas();
    await portal.workload.kubectl('scale', deployment, at, '--replicas=5');
    await wait(15_000);
    expect(await replicas()).toBe(5);
    expect(await portal.cluster('search')).toMatchObject({ phase: 'held' });

    await revision().update({ digest });
    await until('it is corrected', async () => (await replicas()) === desired);
  });
});
