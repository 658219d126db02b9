import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DesiredLayer } from '@cluster-profiles/plugin-cluster-profiles-common';
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

  async function come(layer: DesiredLayer, revision = 1): Promise<void> {
    await argoCd.engine.apply({
      cluster: argoCd.cluster,
      layer,
      bytes: argoCd.bytes,
      marks: argoCd.marks(revision),
    });
    await until(`${layer.name} is healthy`, async () => {
      const seen = await see(layer);
      return seen?.version !== undefined && seen.health === 'Healthy';
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
    const layer = await withNamespaces('data', 'shared');
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

  /** A layer whose chart brings these namespaces, with a ConfigMap in each. */
  async function withNamespaces(...ends: string[]): Promise<DesiredLayer> {
    const folder = await mkdtemp(join(tmpdir(), 'namespaces-'));
    const chart = `spaces-${randomBytes(3).toString('hex')}`;
    const object = (kind: string, name: string, place = '') =>
      `---\napiVersion: v1\nkind: ${kind}\nmetadata:\n  name: "{{ .Release.Name }}-${name}"\n${place}`;
    await mkdir(join(folder, 'templates'));
    await writeFile(
      join(folder, 'Chart.yaml'),
      `apiVersion: v2\nname: ${chart}\nversion: 1.0.0\n`,
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
    await lab.charts().publish(folder, '1.0.0');
    await rm(folder, { recursive: true });
    return argoCd.layer('spaces', { source: { type: 'helm', chart } });
  }
});
