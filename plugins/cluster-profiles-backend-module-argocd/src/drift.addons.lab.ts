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

describe('drift through Argo CD', () => {
  let lab: ManagementCluster;
  let argoCd: LabArgoCd;
  let layer: DesiredLayer;
  let object: string;

  beforeAll(async () => {
    lab = await managementCluster();
  });

  const apply = (wanted: DesiredLayer, revision: number) =>
    argoCd.engine.apply({
      cluster: argoCd.cluster,
      layer: wanted,
      bytes: argoCd.bytes,
      marks: argoCd.marks(revision),
    });

  async function watch(
    wanted: DesiredLayer,
    isSo: (seen: ObservedLayer | undefined) => boolean,
  ): Promise<ObservedLayer> {
    let seen: ObservedLayer | undefined;
    await until(
      () => `${wanted.name} is as wanted: ${JSON.stringify(seen)}`,
      async () => {
        const layers = await argoCd.engine.observe({
          cluster: argoCd.cluster,
        });
        seen = layers.find(({ name }) => name === wanted.name);
        return isSo(seen);
      },
    );
    return seen!;
  }

  const isProven = (wanted: DesiredLayer) => (seen?: ObservedLayer) =>
    seen?.version === wanted.version &&
    seen.digest === layerDigest(wanted) &&
    seen.health === 'Healthy' &&
    seen.drift === 'InSync';
  const hasDrifted = (seen?: ObservedLayer) => seen?.drift === 'Drifted';

  const onCluster = (...args: string[]) =>
    lab.workloadCluster().kubectl(...args, `--namespace=${layer.name}`);
  const scale = (replicas: number) =>
    onCluster('scale', `deployment/${layer.name}`, `--replicas=${replicas}`);
  const replicas = async () =>
    (
      await lab
        .workloadCluster()
        .get<{ spec: { replicas: number } }>(
          `deployment/${layer.name}`,
          `--namespace=${layer.name}`,
        )
    ).spec.replicas;

  beforeEach(async () => {
    argoCd = await LabArgoCd.create(lab);
    layer = argoCd.layer('ingress');
    object = `Deployment ${layer.name}/${layer.name}`;
    await apply(layer, 1);
    await watch(layer, isProven(layer));
  });

  afterEach(() => argoCd.cleanup());

  it('is told field by field, with who wrote it and when', async () => {
    await scale(5);
    await onCluster(
      'patch',
      `deployment/${layer.name}`,
      '--field-manager=alice',
      '--type=json',
      '--patch=[{"op":"replace","path":"/spec/template/spec/containers/0/image","value":"lab.test/other:1"}]',
    );
    const seen = await watch(
      layer,
      it => hasDrifted(it) && it?.differences?.length === 2,
    );
    expect(seen.differences).toEqual([
      {
        object,
        path: '/spec/replicas',
        desired: 2,
        observed: 5,
        // Of what is scaled, Kubernetes does not keep when.
        manager: 'kubectl',
      },
      {
        object,
        path: '/spec/template/spec/containers/ingress/image',
        desired: expect.stringContaining('lab.test/ingress-controller'),
        observed: 'lab.test/other:1',
        manager: 'alice',
        writtenAt: expect.stringMatching(/^\d{4}-.*Z$/),
      },
    ]);
  });

  it('tells of an object that somebody deleted, and brings it back', async () => {
    await onCluster('delete', `configmap/${layer.name}-tcp-services`);
    const seen = await watch(layer, hasDrifted);
    expect(seen.differences).toEqual([
      {
        object: `ConfigMap ${layer.name}/${layer.name}-tcp-services`,
        path: '',
        whole: 'missing',
      },
    ]);
    await apply(layer, 1);
    await watch(layer, isProven(layer));
  });

  it('is corrected within seconds of being seen, with who had done it', async () => {
    const others = ['first', 'second', 'third', 'fourth'].map(name =>
      argoCd.layer(name),
    );
    for (const other of others) {
      await apply(other, 1);
    }
    for (const other of others) {
      await watch(other, isProven(other));
    }
    const all = [layer, ...others];
    const seconds = await Promise.all(
      all.map(async drifting => {
        await lab
          .workloadCluster()
          .kubectl(
            'scale',
            `deployment/${drifting.name}`,
            `--namespace=${drifting.name}`,
            '--replicas=5',
          );
        let lookedAt = 0;
        await until(`${drifting.name} has drifted`, async () => {
          lookedAt = Date.now();
          const seen = (
            await argoCd.engine.observe({ cluster: argoCd.cluster })
          ).find(({ name }) => name === drifting.name);
          return (
            seen?.drift === 'Drifted' &&
            seen.differences?.[0].manager === 'kubectl'
          );
        });
        await apply(drifting, 1);
        return (Date.now() - lookedAt) / 1000;
      }),
    );
    const slowest = Math.max(...seconds);
    process.stdout.write(
      `From looking at drift to its triggered correction: ${slowest.toFixed(1)} s at most, of ${all.length}\n`,
    );
    expect(slowest).toBeLessThan(5);
    for (const drifting of all) {
      await watch(drifting, isProven(drifting));
    }
  });

  it('is left where an exception is, through a correction and a new version, until that ends', async () => {
    await scale(5);
    await watch(layer, hasDrifted);
    const excepted = (end: Date): DesiredLayer => ({
      ...layer,
      driftExceptions: [
        {
          object,
          path: '/spec/replicas',
          reason: 'An autoscaler decides',
          until: end.toISOString(),
        },
      ],
    });
    const longer = excepted(new Date(Date.now() + 3_600_000));
    expect(layerDigest(longer)).toBe(layerDigest(layer));
    const newer = argoCd.bytes.pin({ ...longer, version: '1.1.0' });
    await apply(newer, 2);
    const seen = await watch(newer, isProven(newer));
    expect(await replicas()).toBe(5);
    expect(seen.differences).toEqual([
      expect.objectContaining({
        object,
        path: '/spec/replicas',
        desired: 2,
        observed: 5,
      }),
    ]);

    const over = {
      ...newer,
      driftExceptions: excepted(new Date(Date.now() - 1000)).driftExceptions,
    };
    await apply(over, 2);
    await watch(over, isProven(over));
    expect(await replicas()).toBe(2);
  });
});
