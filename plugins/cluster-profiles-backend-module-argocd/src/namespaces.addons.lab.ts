import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  layerDigest,
  type DesiredLayer,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { ProviderRefusedError } from '@cluster-profiles/plugin-cluster-profiles-node';
import {
  managementCluster,
  type ManagementCluster,
} from '../../../test/management-cluster/lab';
import { until } from '../../../test/management-cluster/until';
import { LabArgoCd } from './__testUtils__/LabArgoCd';

describe('namespaces of layers that go', () => {
  let lab: ManagementCluster;
  let argoCd: LabArgoCd;
  let told: string[];

  beforeAll(async () => {
    lab = await managementCluster();
  });

  beforeEach(async () => {
    argoCd = await LabArgoCd.create(lab);
    told = [];
  });

  afterEach(() => argoCd.cleanup());

  const see = async ({ name }: DesiredLayer) =>
    (await argoCd.engine.observe({ cluster: argoCd.cluster })).find(
      it => it.name === name,
    );

  /** As the reconciler does, until the layer is seen. */
  async function come(layer: DesiredLayer, revision = 1): Promise<void> {
    const wanted = layerDigest(layer);
    await until(`${layer.name} is healthy`, async () => {
      const seen = await see(layer);
      if (seen?.digest !== wanted) {
        await argoCd.engine.apply({
          cluster: argoCd.cluster,
          layer,
          bytes: argoCd.bytes,
          marks: argoCd.marks(revision),
          leftovers: {
            access: () => argoCd.access(),
            tell: async message => void told.push(message),
          },
        });
        return false;
      }
      return seen.version !== undefined && seen.health === 'Healthy';
    });
  }

  /** As the reconciler does, as long as the layer is seen. */
  async function go(
    { name }: DesiredLayer,
    access: (() => ReturnType<LabArgoCd['access']>) | 'none' = () =>
      argoCd.access(),
  ): Promise<void> {
    await until(
      () => `${name} is gone`,
      async () => {
        await argoCd.engine.prune({
          cluster: argoCd.cluster,
          layer: name,
          marks: argoCd.marks(2),
          leftovers: {
            ...(access !== 'none' && { access }),
            tell: async message => void told.push(message),
          },
        });
        return (await see({ name } as DesiredLayer)) === undefined;
      },
    );
  }

  const workload = (...args: string[]) =>
    lab.workloadCluster().kubectl(...args);

  async function isThere(namespace: string): Promise<boolean> {
    const found = await workload(
      'get',
      'namespace',
      namespace,
      '--ignore-not-found',
      '--output=jsonpath={.metadata.name}{.metadata.deletionTimestamp}',
    );
    return found.trim() === namespace;
  }

  it('go with them', async () => {
    const layer = argoCd.layer('ingress');
    await come(layer);
    await go(layer);
    expect(told).toEqual([]);
    await expect(isThere(layer.name)).resolves.toBe(false);
  });

  it('stay with what is in them of somebody else, and the portal says so', async () => {
    const layer = argoCd.layer('ingress');
    await come(layer);
    await workload(
      'create',
      'configmap',
      'of-somebody-else',
      `--namespace=${layer.name}`,
    );
    await go(layer);
    expect(told).toEqual([
      `Namespace ${layer.name} stays: it holds what did not go with the layer (ConfigMap of-somebody-else)`,
    ]);
    await expect(isThere(layer.name)).resolves.toBe(true);
  });

  it('stay where they were there before', async () => {
    const layer = argoCd.layer('ingress');
    await workload('create', 'namespace', layer.name);
    // Whole seconds tell what was first.
    await new Promise(resolve => setTimeout(resolve, 1_100));
    await come(layer);
    await go(layer);
    expect(told).toEqual([]);
    await expect(isThere(layer.name)).resolves.toBe(true);
  });

  it('stay where nobody may look, and where there is no way in', async () => {
    const layer = argoCd.layer('ingress');
    await come(layer);
    await go(layer, async () => {
      throw new ProviderRefusedError('The account is gone');
    });
    const other = argoCd.layer('other');
    await come(other);
    await go(other, 'none');
    expect(told).toEqual([
      `Namespace ${layer.name} may stay: The account is gone`,
      expect.stringContaining(`Namespace ${other.name} may stay`),
    ]);
    await expect(isThere(layer.name)).resolves.toBe(true);
  });

  it('go, or stay, likewise where they are objects of the chart', async () => {
    const layer = await withNamespaces(['data', 'shared']);
    const [data, shared] = ['data', 'shared'].map(
      end => `${layer.name}-${end}`,
    );
    await come(layer);
    await workload(
      'create',
      'configmap',
      'of-somebody-else',
      `--namespace=${shared}`,
    );
    await go(layer);
    expect(told).toEqual([
      `Namespace ${shared} stays: it holds what did not go with the layer (ConfigMap of-somebody-else)`,
    ]);
    await expect(
      workload('get', 'configmaps', '--output=name', `--namespace=${shared}`),
    ).resolves.toBe('configmap/kube-root-ca.crt\nconfigmap/of-somebody-else\n');
    await expect(isThere(data)).resolves.toBe(false);
    await expect(isThere(layer.name)).resolves.toBe(false);
    await workload('delete', 'namespace', shared, '--wait=false');
  });

  it('stay with what is in them where a version drops them, and are no drift', async () => {
    const chart = newChart();
    const layer = await withNamespaces(['data', 'shared'], { chart });
    await come(layer);
    const shared = `${layer.name}-shared`;
    await workload(
      'create',
      'configmap',
      'of-somebody-else',
      `--namespace=${shared}`,
    );
    const newer = await withNamespaces(['data'], { chart, version: '1.1.0' });
    await come(newer, 2);
    expect(told).toEqual([
      `Left with what is in it, although this version no longer brings it: Namespace ${shared}`,
    ]);
    await expect(
      workload('get', 'configmaps', '--output=name', `--namespace=${shared}`),
    ).resolves.toBe('configmap/kube-root-ca.crt\nconfigmap/of-somebody-else\n');
    await expect(see(newer)).resolves.toMatchObject({
      version: '1.1.0',
      drift: 'InSync',
    });
    await go(newer);
    await expect(isThere(shared)).resolves.toBe(true);
    await workload('delete', 'namespace', shared, '--wait=false');
  });

  it('keep nobody waiting who brings the layer back', async () => {
    const layer = argoCd.layer('ingress');
    await come(layer);
    const marks = argoCd.marks(2);
    const { cluster, engine, bytes } = argoCd;
    await engine.prune({
      cluster,
      layer: layer.name,
      marks,
      leftovers: {
        access: () => argoCd.access(),
        tell: async message => void told.push(message),
      },
    });
    await until('it can be written again', () =>
      engine.apply({ cluster, layer, bytes, marks: argoCd.marks(3) }).then(
        () => true,
        error => {
          if (error.name !== 'ConflictError') {
            throw error;
          }
          return false;
        },
      ),
    );
    await come(argoCd.bytes.pin({ ...layer, values: { replicas: 3 } }), 4);
    await expect(isThere(layer.name)).resolves.toBe(true);
  });

  function newChart(): string {
    return `spaces-${randomBytes(3).toString('hex')}`;
  }

  /** A layer whose chart brings these namespaces, with a ConfigMap in each. */
  async function withNamespaces(
    ends: readonly string[],
    { chart = newChart(), version = '1.0.0' } = {},
  ): Promise<DesiredLayer> {
    const folder = await mkdtemp(join(tmpdir(), 'namespaces-'));
    const object = (kind: string, name: string, place = '') =>
      `---\napiVersion: v1\nkind: ${kind}\nmetadata:\n  name: "{{ .Release.Name }}-${name}"\n${place}`;
    await mkdir(join(folder, 'templates'));
    await writeFile(
      join(folder, 'Chart.yaml'),
      `apiVersion: v2\nname: ${chart}\nversion: ${version}\n`,
    );
    await writeFile(
      join(folder, 'templates', 'spaces.yaml'),
      ends
        .flatMap(end => [
          object('Namespace', end),
          object(
            'ConfigMap',
            end,
            `  namespace: "{{ .Release.Name }}-${end}"\n`,
          ),
        ])
        .join(''),
    );
    await lab.charts().publish(folder, version);
    await rm(folder, { recursive: true });
    return argoCd.layer('spaces', { version, source: { type: 'helm', chart } });
  }
});
