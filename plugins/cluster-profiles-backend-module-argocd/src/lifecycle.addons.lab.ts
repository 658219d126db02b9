import {
  layerDigest,
  type DesiredLayer,
  type ObservedLayer,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  managementCluster,
  type ManagementCluster,
} from '../../../test/management-cluster/lab';
import { until } from '../../../test/management-cluster/until';
import { LabArgoCd } from './__testUtils__/LabArgoCd';
import {
  applicationName,
  clusterSecretName,
  projectName,
} from './application/names';

describe('layers through Argo CD', () => {
  let lab: ManagementCluster;
  let argoCd: LabArgoCd;

  const inArgoCd = '--namespace=argocd';

  beforeAll(async () => {
    lab = await managementCluster();
  });

  beforeEach(async () => {
    argoCd = await LabArgoCd.create(lab, { byHand: true });
  });

  afterEach(() => argoCd.cleanup());

  const marks = (revision: number) => argoCd.marks(revision);

  const apply = (layer: DesiredLayer, revision: number) =>
    argoCd.engine.apply({
      cluster: argoCd.cluster,
      layer,
      bytes: argoCd.bytes,
      marks: marks(revision),
    });

  const prune = (layer: DesiredLayer, revision: number) =>
    argoCd.engine.prune({
      cluster: argoCd.cluster,
      layer: layer.name,
      marks: marks(revision),
    });

  async function see(layer: DesiredLayer): Promise<ObservedLayer | undefined> {
    const layers = await argoCd.engine.observe({ cluster: argoCd.cluster });
    return layers.find(({ name }) => name === layer.name);
  }

  /** What was seen until it was as wanted. */
  async function watch(
    layer: DesiredLayer,
    isSo: (seen: ObservedLayer | undefined) => boolean,
  ): Promise<Array<ObservedLayer | undefined>> {
    const seen: Array<ObservedLayer | undefined> = [];
    await until(
      () => `${layer.name} is as wanted: ${JSON.stringify(seen.at(-1))}`,
      async () => {
        seen.push(await see(layer));
        return isSo(seen.at(-1));
      },
    );
    return seen;
  }

  const isProven = (layer: DesiredLayer) => (seen?: ObservedLayer) =>
    seen?.version === layer.version &&
    seen.digest === layerDigest(layer) &&
    seen.health === 'Healthy' &&
    seen.drift === 'InSync';

  const deployment = (layer: DesiredLayer) =>
    lab.workloadCluster().get<{
      spec: { replicas: number };
      status: { readyReplicas?: number };
    }>(`deployment/${layer.name}`, `--namespace=${layer.name}`);

  async function select(labels: Record<string, string>): Promise<
    Array<{
      metadata: { name: string };
      operation?: object;
      status: { operationState: object };
    }>
  > {
    const selector = Object.entries(labels)
      .map(([name, value]) => `clusterprofiles.io/${name}=${value}`)
      .join(',');
    const { items } = await lab.get<{
      items: Awaited<ReturnType<typeof select>>;
    }>('applications', inArgoCd, `--selector=${selector}`);
    return items;
  }

  it('come, are upgraded, take other values, and go without a trace', async () => {
    const layer = argoCd.layer('ingress');
    await apply(layer, 1);
    await watch(layer, isProven(layer));
    expect(await deployment(layer)).toMatchObject({
      spec: { replicas: 2 },
      status: { readyReplicas: 2 },
    });
    expect(await argoCd.objects(layer)).toContain(
      `ConfigMap ${layer.name}-tcp-services`,
    );

    expect(await select({ layer: layer.name, version: '1.1.0' })).toEqual([]);

    const newer = argoCd.bytes.pin({ ...layer, version: '1.1.0' });
    await apply(newer, 2);
    expect(
      await select({
        layer: layer.name,
        version: '1.1.0',
        digest: layerDigest(newer).slice(0, 16),
        revision: '2',
      }),
    ).toHaveLength(1);
    const upgrade = await watch(newer, isProven(newer));
    expect(upgrade.slice(0, -1)).not.toContainEqual(
      expect.objectContaining({ version: expect.anything() }),
    );
    const objects = await argoCd.objects(layer);
    expect(objects).toContain(`PodDisruptionBudget ${layer.name}`);
    expect(objects).not.toContain(`ConfigMap ${layer.name}-tcp-services`);

    const resized = { ...newer, values: { replicas: 4 } };
    await apply(resized, 3);
    const change = await watch(resized, isProven(resized));
    expect(change.slice(0, -1)).not.toContainEqual(
      expect.objectContaining({ version: expect.anything() }),
    );
    expect(await deployment(layer)).toMatchObject({
      status: { readyReplicas: 4 },
    });

    await prune(layer, 4);
    await watch(layer, seen => seen === undefined);
    await until('its objects are gone', async () => {
      const left = await argoCd.objects(layer);
      return left.length === 0;
    });
  });

  it('with hooks are upgraded and corrected by the first operation', async () => {
    const layer = argoCd.layer('hooks', { source: chart('registry-cache') });
    await apply(layer, 1);
    await watch(layer, isProven(layer));
    const version = async () =>
      (
        await lab
          .workloadCluster()
          .get<{ metadata: { labels: Record<string, string> } }>(
            `deployment/${layer.name}`,
            `--namespace=${layer.name}`,
          )
      ).metadata.labels['app.kubernetes.io/version'];
    const before = await version();

    const newer = argoCd.bytes.pin({ ...layer, version: '1.1.0' });
    await apply(newer, 2);
    await watch(newer, seen => seen?.version === newer.version);
    expect(await version()).not.toBe(before);
    await watch(newer, isProven(newer));

    await lab
      .workloadCluster()
      .kubectl(
        'scale',
        `deployment/${layer.name}`,
        `--namespace=${layer.name}`,
        '--replicas=3',
      );
    await watch(newer, seen => seen?.drift === 'Drifted');
    await apply(newer, 2);
    await watch(newer, isProven(newer));
    expect(await deployment(newer)).toMatchObject({ spec: { replicas: 1 } });
  });

  it('come from an OCI registry, which Argo CD is told of', async () => {
    const layer = argoCd.layer('autoscaler', {
      source: { type: 'oci', repository: 'registry', chart: 'autoscaler' },
    });
    await apply(layer, 1);
    const seen = await watch(layer, isProven(layer));
    expect(seen.at(-1)).toMatchObject({ version: '1.0.0' });
  });

  it('are proven when a change renders the same as before', async () => {
    const layer = argoCd.layer('ingress');
    await apply(layer, 1);
    await watch(layer, isProven(layer));
    const same = { ...layer, values: { replicas: 2 } };
    await apply(same, 2);
    const seen = await watch(same, isProven(same));
    expect(seen.at(-1)).toMatchObject({ version: '1.0.0' });
  });

  it('get the labels that they lack, and are not synced for it', async () => {
    const layer = argoCd.layer('ingress');
    await apply(layer, 1);
    await watch(layer, isProven(layer));
    const labels = { layer: layer.name, version: '1.0.0', revision: '1' };
    const [before] = await select(labels);
    await lab.kubectl(
      'label',
      `application/${before.metadata.name}`,
      inArgoCd,
      ...['version', 'digest', 'revision'].map(
        name => `clusterprofiles.io/${name}-`,
      ),
    );
    expect(await select(labels)).toEqual([]);
    expect(await see(layer)).toMatchObject({ drift: 'InSync' });

    await apply(layer, 1);
    expect(isProven(layer)(await see(layer))).toBe(true);
    const [after] = await select(labels);
    expect(after.operation).toBeUndefined();
    expect(after.status.operationState).toEqual(before.status.operationState);
  });

  it('that others edit are seen, and corrected once they are applied again', async () => {
    const layer = argoCd.layer('ingress');
    await apply(layer, 1);
    await watch(layer, isProven(layer));
    await lab
      .workloadCluster()
      .kubectl(
        'scale',
        `deployment/${layer.name}`,
        `--namespace=${layer.name}`,
        '--replicas=5',
      );
    const seen = await watch(layer, it => it?.drift === 'Drifted');
    expect(seen.at(-1)?.message).toContain(
      `Deployment ${layer.name}/${layer.name}`,
    );
    await apply(layer, 1);
    await watch(layer, isProven(layer));
    expect(await deployment(layer)).toMatchObject({ spec: { replicas: 2 } });
  });

  it('say why they do not come, and come once the cause is gone', async () => {
    const missing = argoCd.layer('missing', { version: '9.9.9' });
    const hook = argoCd.layer('hook', { source: chart('failing-hook') });
    const broken = argoCd.layer('broken', { source: chart('unrenderable') });
    for (const layer of [missing, hook, broken]) {
      await apply(layer, 1);
    }
    const why = async (layer: DesiredLayer) =>
      (await watch(layer, seen => seen?.health === 'Degraded')).at(-1)?.message;
    expect(await why(missing)).toContain('9.9.9');
    expect(await why(hook)).toContain(`Job ${hook.name}/${hook.name}-migrate`);
    expect(await why(broken)).toContain('region is needed');

    // The operation of the hook is still being tried again, and is ended.
    const mended = { ...hook, values: { fails: false } };
    await apply(mended, 2);
    await watch(mended, isProven(mended));
    const told = { ...broken, values: { region: 'eu1' } };
    await apply(told, 2);
    await watch(told, isProven(told));
    await prune(missing, 2);
    await watch(missing, seen => seen === undefined);
  });

  it('go nowhere but to clusters that are registered for the target', async () => {
    const { cluster, target } = argoCd.cluster;
    await lab.apply([
      await lab.workloadCluster().toArgoCdSecret({
        name: cluster.name,
        project: 'of-somebody-else',
      }),
    ]);
    const layer = argoCd.layer('ingress');
    await apply(layer, 1);
    const seen = await watch(
      layer,
      it => it?.health === 'Degraded' && it.message !== undefined,
    );
    expect(seen.at(-1)?.message).toContain(projectName(target.name));
    await prune(layer, 1);
    await watch(layer, it => it === undefined);
  });

  it('hang on nothing when the cluster is gone', async () => {
    const { cluster, target } = argoCd.cluster;
    const secret = await lab.workloadCluster().toArgoCdSecret({
      name: cluster.name,
      project: projectName(target.name),
    });
    const layer = argoCd.layer('ingress');
    await apply(layer, 1);
    await watch(layer, isProven(layer));
    await lab.kubectl('delete', `secret/${cluster.name}`, inArgoCd);
    await lab.apply([withServer(secret, 'https://127.0.0.1:1')]);
    const newer = argoCd.bytes.pin({ ...layer, version: '1.1.0' });
    await apply(newer, 2);
    const seen = await watch(newer, it => it?.health === 'Unknown');
    expect(seen.at(-1)?.message).toContain('does not reach the cluster');
    expect(seen.at(-1)).not.toHaveProperty('version');

    await prune(layer, 3);
    const going = await watch(newer, it =>
      Boolean(it?.message?.includes('not removed yet')),
    );
    expect(going.at(-1)?.message).toContain('127.0.0.1:1');
    await lab.kubectl('delete', `secret/${cluster.name}`, inArgoCd);
    await watch(layer, it => it === undefined);
  });

  it('are held against an Application, and not planned over a Secret, that is not ours', async () => {
    const { cluster, target } = argoCd.cluster;
    const layer = argoCd.layer('ingress');
    const name = applicationName({ cluster, layer: layer.name });
    await lab.apply([
      {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Application',
        metadata: { name, namespace: 'argocd' },
        spec: {
          project: projectName(target.name),
          source: { repoURL: lab.charts().httpUrl, chart: 'ingress' },
          destination: { name: cluster.name, namespace: layer.name },
        },
      },
    ]);
    const planned = {
      cluster: argoCd.cluster,
      layers: [layer.name, 'other'],
      instanceId: marks(1).instanceId,
    };
    const preflight = async () =>
      (await argoCd.engine.preflight({ target, planned })).filter(
        ({ severity }) => severity === 'block',
      );
    expect(await preflight()).toEqual([
      expect.objectContaining({
        code: 'argocd-name-taken',
        message: expect.stringContaining(`${name} exists already`),
        layer: layer.name,
      }),
    ]);
    await expect(apply(layer, 1)).rejects.toMatchObject({
      name: 'HeldError',
      message: expect.stringContaining('is not of this portal'),
    });
    await expect(prune(layer, 1)).rejects.toMatchObject({ name: 'HeldError' });
    await lab.kubectl('delete', `application/${name}`, inArgoCd);
    expect(await preflight()).toEqual([]);

    const secret = clusterSecretName(cluster);
    await lab.apply([
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: secret, namespace: 'argocd' },
        stringData: { password: 'of somebody else' },
      },
    ]);
    const found = await preflight();
    await lab.kubectl('delete', `secret/${secret}`, inArgoCd);
    expect(found).toEqual([
      expect.objectContaining({
        code: 'argocd-name-taken',
        message: expect.stringContaining(`Secret argocd/${secret}`),
      }),
    ]);
  });

  function withServer(secret: object, server: string): object {
    const { stringData } = secret as { stringData: object };
    return { ...secret, stringData: { ...stringData, server } };
  }

  function chart(name: string): DesiredLayer['source'] {
    return { type: 'helm', repository: 'charts', chart: name };
  }
});
