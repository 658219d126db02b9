import { randomBytes } from 'node:crypto';
import type {
  DesiredLayer,
  ObservedLayer,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { KubernetesObject } from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import {
  managementCluster,
  type ManagementCluster,
} from '../../../test/management-cluster/lab';
import { OwnCharts } from '../../../test/management-cluster/OwnCharts';
import { until } from '../../../test/management-cluster/until';
import { LabArgoCd } from './__testUtils__/LabArgoCd';

const LOGIN = { username: 'reader', password: 'canary-password' };

describe('repositories that want a password', () => {
  let lab: ManagementCluster;
  let argoCd: LabArgoCd | undefined;
  /** Argo CD keeps what it has fetched once, and asks nobody for it again. */
  const unknown = `unknown-${randomBytes(3).toString('hex')}`;

  beforeAll(async () => {
    lab = await managementCluster();
    const own = await OwnCharts.create(lab.charts(), []);
    await own.bring(unknown, 'backup');
    await own.remove();
    const user = { name: LOGIN.username, password: LOGIN.password };
    await lab.charts().behave('http', { user });
    await lab.charts().behave('oci', { user });
  });

  afterEach(async () => {
    await argoCd?.cleanup();
  });

  afterAll(async () => {
    await lab?.charts().behave('http', {});
    await lab?.charts().behave('oci', {});
  });

  async function deliver(
    made: LabArgoCd,
    layer: DesiredLayer,
    isSo: (seen: ObservedLayer) => boolean,
  ): Promise<ObservedLayer> {
    const { engine, cluster } = made;
    await engine.apply({
      cluster,
      layer,
      bytes: made.bytes,
      marks: made.marks(1),
    });
    let seen: ObservedLayer | undefined;
    await until(
      () => `${layer.name} is as wanted: ${JSON.stringify(seen)}`,
      async () => {
        [seen] = (await engine.observe({ cluster })).filter(
          ({ name }) => name === layer.name,
        );
        return seen !== undefined && isSo(seen);
      },
    );
    return seen!;
  }

  const secrets = async ({ cluster: { target } }: LabArgoCd) => {
    const { items } = await lab.get<{ items: KubernetesObject[] }>(
      'secrets',
      '--namespace=argocd',
      `--selector=clusterprofiles.io/target=${target.name},argocd.argoproj.io/secret-type=repository`,
    );
    return items;
  };

  it.each([
    ['helm', 'charts', 'ingress'],
    ['oci', 'registry', 'autoscaler'],
  ] as const)(
    'are entered with what the configuration says, %s',
    async (type, repository, chart) => {
      argoCd = await LabArgoCd.create(lab, { login: LOGIN });
      const layer = argoCd.layer(chart, {
        source: { type, repository, chart },
        version: '1.1.0',
      });
      await deliver(argoCd, layer, ({ health }) => health === 'Healthy');
      expect(await secrets(argoCd)).toHaveLength(1);

      // With the AppProject they go.
      const { engine, cluster } = argoCd;
      const gone = { cluster, marks: argoCd.marks(2) };
      await engine.prune({ ...gone, layer: layer.name, abandon: true });
      await engine.unregister(gone);
      expect(await secrets(argoCd)).toEqual([]);
    },
  );

  it('say that the password is wrong, and not what it is', async () => {
    const login = { ...LOGIN, password: 'canary-wrong' };
    argoCd = await LabArgoCd.create(lab, { login });
    const layer = argoCd.layer('backup', {
      source: { type: 'helm', repository: 'charts', chart: unknown },
    });
    const { message } = await deliver(
      argoCd,
      layer,
      ({ health, message: said }) => health === 'Degraded' && Boolean(said),
    );
    expect(message).toContain('401');
    expect(message).not.toContain('canary');
  });
});
