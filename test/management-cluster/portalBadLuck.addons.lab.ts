import { TestDatabases } from '@backstage/backend-test-utils';
import type { Change } from '@cluster-profiles/plugin-cluster-profiles-common';
import { AddOnPortal } from './AddOnPortal';
import type { TestProfile } from './testProfile';
import { until } from './until';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

/** A node with this label has what the chart looks for. */
const ROOM = 'lab.clusterprofiles.io/has';
/** So that what never comes right has failed soon. */
const SOON = { deadlineMinutes: 0.5 };

/** What goes wrong with single layers: each says why, the others go on, and all is well once the cause is gone. */
describe('add-on layers with bad luck', () => {
  let portal: AddOnPortal;

  beforeAll(async () => {
    portal = await AddOnPortal.start({
      knex: await databases.init('SQLITE_3'),
      imported: { shop: {}, search: {}, depot: {} },
      ownCharts: ['lost'],
    });
    await Promise.all(
      ['shop', 'search', 'depot'].map(cluster => portal.import(cluster)),
    );
  });

  afterAll(async () => {
    await portal?.workload.kubectl('label', 'node', 'worker-1', `${ROOM}-`);
    await portal?.stop();
  });

  const failed = (id: string) =>
    portal.world.until(id, (state, { stateReason }) => {
      if (state === 'applied' || state === 'rejected') {
        throw new Error(`${state}: ${stateReason}`);
      }
      return state === 'failed';
    });

  describe('that do not get healthy', () => {
    const troubled: TestProfile = {
      name: 'troubled',
      version: '1.0.0',
      parameters: {
        fails: { type: 'boolean', default: true },
        place: { type: 'string', default: '' },
      },
      layers: [
        { ...SOON, name: 'image', chart: 'never-healthy' },
        {
          ...SOON,
          name: 'room',
          chart: 'never-healthy',
          values: { because: 'room' },
        },
        {
          ...SOON,
          name: 'hook',
          chart: 'failing-hook',
          values: { fails: '$' + '{{ parameters.fails }}' },
        },
        {
          ...SOON,
          name: 'hookpod',
          chart: 'failing-hook',
          values: {
            imageMissing: '$' + '{{ parameters.fails }}',
            fails: false,
          },
        },
        {
          ...SOON,
          name: 'wave',
          chart: 'never-healthy',
          values: { wave: true },
        },
        {
          ...SOON,
          name: 'template',
          chart: 'unrenderable',
          values: { region: '$' + '{{ parameters.place }}' },
        },
        { ...SOON, name: 'lost', chart: 'lost' },
        { name: 'fine', chart: 'autoscaler' },
        { name: 'later', chart: 'autoscaler', dependsOn: ['image'] },
      ],
    };
    let change: Change;

    beforeAll(async () => {
      await portal.publish(troubled);
      change = await portal.world.propose(
        'alice',
        portal.addition('shop', troubled),
      );
    });

    it('say why, each in its own words', async () => {
      await portal.saysOf('shop', 'image', 'Back-off pulling image');
      await portal.saysOf('shop', 'room', 'waits for a node');
      await portal.saysOf('shop', 'hook', /Hook PreSync, Job .*-migrate/);
      await portal.saysOf(
        'shop',
        'hookpod',
        /completion of hook .*-migrate: Pod .* cannot pull its image/,
      );
      await portal.saysOf('shop', 'wave', 'Back-off pulling image');
      await portal.saysOf('shop', 'template', 'region is needed');
      await portal.saysOf('shop', 'lost', /not found/);
      expect(await portal.layer('shop', 'later')).toMatchObject({
        waitsFor: [portal.named('image')],
      });
    });

    it('leave other layers and clusters alone', async () => {
      await portal.sees(
        'shop',
        'fine',
        it => it?.observed?.health === 'Healthy',
      );
      const other: TestProfile = {
        name: 'other',
        version: '1.0.0',
        layers: [{ name: 'neighbour', chart: 'ingress' }],
      };
      await portal.publish(other);
      await portal.add('search', other);
    });

    it('fail the change at their deadline, which names them and their reasons', async () => {
      const { stateReason } = await failed(change.id);
      for (const layer of [
        'image',
        'room',
        'hook',
        'hookpod',
        'wave',
        'template',
        'lost',
      ]) {
        expect(stateReason).toContain(portal.named(layer));
      }
      expect(stateReason).toContain('region is needed');
      expect(stateReason).not.toContain(`${portal.named('fine')} `);
    });

    it('come right once the cause is gone', async () => {
      await portal.bringChart('lost', 'legacy');
      for (const layer of ['image', 'room', 'wave']) {
        await mendPods(layer);
      }
      const { id } = await portal.world.propose('alice', {
        kind: 'set-parameters',
        cluster: portal.named('shop'),
        profile: 'troubled',
        parameters: { fails: false, place: 'eu1' },
      });
      // Argo CD looks for the lost chart again in its own time, which may be past the deadline.
      await portal.world.until(id, state => state === 'applied');
      expect(await portal.cluster('shop')).toMatchObject({
        phase: 'ready',
        drift: 'InSync',
      });
    });
  });

  it('of which something on the cluster has a field prove nothing, until that is approved', async () => {
    const contested: TestProfile = {
      name: 'contested',
      version: '1.0.0',
      layers: [
        {
          ...SOON,
          name: 'fought',
          chart: 'autoscaler',
          values: { contested: true },
        },
        { name: 'next', chart: 'autoscaler', dependsOn: ['fought'] },
      ],
    };
    await portal.publish(contested);
    const change = await portal.world.propose(
      'alice',
      portal.addition('depot', contested),
    );
    const { stateReason } = await failed(change.id);
    expect(stateReason).toMatch(
      /is healthy, but not in sync: .*it has not been in sync since it was applied/,
    );
    expect(await portal.layer('depot', 'next')).toMatchObject({
      waitsFor: [portal.named('fought')],
    });
    await portal.world.apply({
      kind: 'set-parameters',
      cluster: portal.named('depot'),
      profile: 'contested',
      driftExceptions: [
        {
          layer: portal.named('fought'),
          object: 'Deployment',
          path: '/metadata/annotations/deployment.kubernetes.io~1revision',
          reason: 'Kubernetes counts itself',
          until: new Date(Date.now() + 3_600_000).toISOString(),
        },
      ],
    });
    expect(await portal.layer('depot', 'next')).toMatchObject({
      observed: { version: '1.0.0', health: 'Healthy' },
    });
    expect(await portal.cluster('depot')).toMatchObject({
      phase: 'ready',
      drift: 'InSync',
    });
  });

  describe('of odd charts', () => {
    it('are healthy with nothing, and with 5 MB', async () => {
      const odd: TestProfile = {
        name: 'odd',
        version: '1.0.0',
        layers: [
          { name: 'nothing', chart: 'empty' },
          { name: 'much', chart: 'large' },
        ],
      };
      await portal.publish(odd);
      await portal.add('search', odd);
      expect((await portal.layer('search', 'nothing'))!.observed).toMatchObject(
        {
          health: 'Healthy',
          message: 'The chart brings no objects',
        },
      );
      expect(await portal.objects('much')).toHaveLength(50);
    });

    it('wait for a kind that another layer brings', async () => {
      const group = `${portal.named('kinds')}.lab.test`;
      const uses: TestProfile = {
        name: 'uses',
        version: '1.0.0',
        layers: [
          { name: 'queue', chart: 'queues', values: { group, kind: false } },
        ],
      };
      const brings: TestProfile = {
        name: 'brings',
        version: '1.0.0',
        layers: [
          {
            name: 'kinds',
            chart: 'queues',
            values: { group, resource: false },
          },
        ],
      };
      await portal.publish(uses);
      await portal.publish(brings);
      const { id } = await portal.world.propose(
        'alice',
        portal.addition('search', uses),
      );
      await portal.saysOf('search', 'queue', group);
      // The same API server by another name: the cluster itself is busy.
      await portal.add('depot', brings);
      await portal.world.until(id, state => state === 'applied');
    });
  });

  describe('whose Application somebody else', () => {
    const steady: TestProfile = {
      name: 'steady',
      version: '1.0.0',
      layers: [{ name: 'steady', chart: 'ingress' }],
    };
    const inArgoCd = '--namespace=argocd';
    const comesBack = () =>
      portal.sees(
        'depot',
        'steady',
        it =>
          it?.observed?.health === 'Healthy' &&
          it.observed.drift === 'InSync' &&
          it.observed.version === '1.0.0',
      );

    beforeAll(async () => {
      await portal.publish(steady);
      await portal.add('depot', steady);
    });

    it('deletes come back', async () => {
      const [application] = await portal.applications('depot');
      await portal.lab.kubectl('delete', application, inArgoCd);
      await comesBack();
      expect(await portal.objects('steady')).toContain(
        'deployment.apps/steady',
      );
    });

    it('edits are written again', async () => {
      const [application] = await portal.applications('depot');
      await portal.lab.kubectl(
        'patch',
        application,
        inArgoCd,
        '--type=merge',
        '--patch={"spec":{"source":{"targetRevision":"1.1.0"}}}',
      );
      await until('its version is as it was', async () => {
        const { spec } = await portal.lab.get<{
          spec: { source: { targetRevision: string } };
        }>(application, inArgoCd);
        return spec.source.targetRevision === '1.0.0';
      });
      await comesBack();
    });
  });

  /** As when the image was pushed, or a node with room came. */
  async function mendPods(layer: string): Promise<void> {
    const at = `--namespace=${portal.named(layer)}`;
    await portal.workload.kubectl(
      'annotate',
      'pods',
      '--all',
      at,
      'lab.clusterprofiles.io/pod-',
    );
    await portal.workload.kubectl(
      'label',
      'node',
      'worker-1',
      '--overwrite',
      `${ROOM}=room`,
    );
  }
});
