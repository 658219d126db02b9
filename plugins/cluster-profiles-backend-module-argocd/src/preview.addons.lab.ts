import {
  layerDigest,
  type DesiredLayer,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { LayerPreview } from '@cluster-profiles/plugin-cluster-profiles-node';
import {
  managementCluster,
  type ManagementCluster,
} from '../../../test/management-cluster/lab';
import { until } from '../../../test/management-cluster/until';
import { LabArgoCd } from './__testUtils__/LabArgoCd';
import { applicationName, projectName } from './application/names';

interface AppliedObject {
  group?: string;
  kind: string;
  namespace?: string;
  name: string;
  hook?: boolean;
  hookType?: string;
}

interface Permitted {
  group: string;
  kind: string;
}

describe('what charts bring through Argo CD', () => {
  let lab: ManagementCluster;
  let argoCd: LabArgoCd;
  let kubernetesVersion: string;

  beforeAll(async () => {
    lab = await managementCluster();
    const { gitVersion } = JSON.parse(
      await lab.workloadCluster().kubectl('get', '--raw', '/version'),
    );
    kubernetesVersion = gitVersion.slice(1);
  });

  beforeEach(async () => {
    argoCd = await LabArgoCd.create(lab);
  });

  afterEach(() => argoCd.cleanup());

  const cluster = (layers: DesiredLayer[]) => ({
    ...argoCd.cluster,
    kubernetesVersion,
    layers,
  });
  const marks = (revision: number) => argoCd.marks(revision);

  async function preview(sides: {
    layer?: DesiredLayer;
    before?: DesiredLayer;
  }): Promise<LayerPreview> {
    const found = await argoCd.engine.preview({
      cluster: cluster([sides.layer ?? sides.before!]),
      bytes: argoCd.bytes,
      ...sides,
    });
    return found!;
  }

  async function bring(layers: DesiredLayer[], revision: number) {
    for (const layer of layers) {
      await argoCd.engine.apply({
        cluster: cluster(layers),
        layer,
        bytes: argoCd.bytes,
        marks: marks(revision),
      });
    }
    for (const layer of layers) {
      await untilProven(layer);
    }
  }

  async function untilProven(layer: DesiredLayer) {
    let seen: unknown;
    await until(
      () => `${layer.name} is proven: ${JSON.stringify(seen)}`,
      async () => {
        const all = await argoCd.engine.observe({ cluster: argoCd.cluster });
        const found = all.find(({ name }) => name === layer.name);
        seen = found;
        return (
          found?.digest === layerDigest(layer) &&
          found.version === layer.version &&
          found.health === 'Healthy' &&
          found.drift === 'InSync'
        );
      },
    );
  }

  /** All that Argo CD holds for the layer, and the hooks that it ran last. */
  async function applied(layer: DesiredLayer): Promise<string[]> {
    const name = applicationName({
      cluster: argoCd.cluster.cluster,
      layer: layer.name,
    });
    const { status } = await lab.get<{
      status: {
        resources: AppliedObject[];
        operationState: { syncResult: { resources: AppliedObject[] } };
      };
    }>(`application/${name}`, '--namespace=argocd');
    return [
      ...status.resources.filter(({ hook }) => !hook),
      ...status.operationState.syncResult.resources.filter(
        ({ hookType }) => hookType,
      ),
    ]
      .map(({ group = '', kind, name: of, namespace }) =>
        [group, kind, namespace ? `${namespace}/${of}` : of].join(' '),
      )
      .sort();
  }

  const told = ({ brings }: LayerPreview) =>
    brings.map(({ group, object }) => `${group} ${object}`).sort();

  const project = () =>
    lab.get<{
      spec: {
        sourceRepos: string[];
        destinations: Array<{ name: string; namespace: string }>;
        clusterResourceWhitelist: Permitted[];
        namespaceResourceWhitelist: Permitted[];
      };
    }>(
      `appproject/${projectName(argoCd.cluster.target.name)}`,
      '--namespace=argocd',
    );
  const names = (permitted: Permitted[]) =>
    permitted.map(({ group, kind }) => `${group}/${kind}`);

  const chart = (name: string) =>
    argoCd.layer(name, {
      source: { type: 'helm', repository: 'charts', chart: name },
    });

  it.each(['certificates', 'monitoring', 'ingress', 'registry-cache'])(
    'is what was rendered: %s',
    async name => {
      const layer = chart(name);
      const found = await preview({ layer });
      expect(found.findings).toEqual([]);
      // It is in no mirror.
      expect(
        argoCd.engine.remarks({
          cluster: argoCd.cluster,
          layer,
          bytes: argoCd.bytes,
          withoutPreview: false,
        }),
      ).toEqual([expect.objectContaining({ code: 'source-mutable' })]);
      await bring([layer], 1);
      expect(told(found)).toEqual(await applied(layer));
      expect(found.hooks.length > 0).toBe(name === 'registry-cache');
    },
  );

  it('is told object by object before an upgrade', async () => {
    const layer = chart('ingress');
    const newer = argoCd.bytes.pin({ ...layer, version: '1.1.0' });
    const { objects } = await preview({ before: layer, layer: newer });
    expect(objects).toEqual([
      {
        object: `ConfigMap ${layer.name}/${layer.name}-tcp-services`,
        action: 'removed',
      },
      {
        object: `Deployment ${layer.name}/${layer.name}`,
        action: 'changed',
        fields: [
          {
            path: '/metadata/labels/app.kubernetes.io~1version',
            before: '1.0.0',
            after: '1.1.0',
          },
          {
            path: '/spec/template/spec/containers/ingress/image',
            before: 'lab.test/ingress-controller:1.0.0',
            after: 'lab.test/ingress-controller:1.1.0',
          },
        ],
      },
      {
        object: `PodDisruptionBudget ${layer.name}/${layer.name}`,
        action: 'added',
      },
    ]);
  });

  it('is refused in the words of helm where it does not render', async () => {
    await expect(
      preview({ layer: chart('unrenderable') }),
    ).rejects.toMatchObject({
      name: 'ProviderRefusedError',
      message: expect.stringContaining('region is needed'),
    });
  });

  it('is all that the AppProject lets in: more before an upgrade, less once it is proven and once a layer is gone', async () => {
    const ingress = chart('ingress');
    const monitoring = chart('monitoring');
    await bring([ingress, monitoring], 1);
    const both = (await project()).spec;
    expect(names(both.clusterResourceWhitelist)).toEqual([
      '/Namespace',
      'rbac.authorization.k8s.io/ClusterRole',
      'rbac.authorization.k8s.io/ClusterRoleBinding',
    ]);
    expect(names(both.namespaceResourceWhitelist)).toEqual([
      '/ConfigMap',
      '/Pod',
      '/Service',
      '/ServiceAccount',
      'apps/DaemonSet',
      'apps/Deployment',
      'apps/ReplicaSet',
    ]);
    expect(both.destinations.map(({ namespace }) => namespace)).toEqual(
      [ingress.name, monitoring.name].sort(),
    );

    const newer = argoCd.bytes.pin({ ...ingress, version: '1.1.0' });
    await bring([newer], 2);
    expect(names((await project()).spec.namespaceResourceWhitelist)).toEqual(
      expect.arrayContaining(['/ConfigMap', 'policy/PodDisruptionBudget']),
    );
    await argoCd.engine.settle({ cluster: argoCd.cluster, marks: marks(2) });
    expect(names((await project()).spec.namespaceResourceWhitelist)).toEqual([
      '/Pod',
      '/Service',
      '/ServiceAccount',
      'apps/DaemonSet',
      'apps/Deployment',
      'apps/ReplicaSet',
      'policy/PodDisruptionBudget',
    ]);
    // The object of a kind that is let in no more was removed while it was.
    expect(await argoCd.objects(newer)).not.toContain(
      `ConfigMap ${newer.name}-tcp-services`,
    );

    await argoCd.engine.prune({
      cluster: argoCd.cluster,
      layer: monitoring.name,
      marks: marks(3),
    });
    await until('monitoring is gone', async () => {
      const seen = await argoCd.engine.observe({ cluster: argoCd.cluster });
      return seen.every(({ name }) => name !== monitoring.name);
    });
    await argoCd.engine.settle({ cluster: argoCd.cluster, marks: marks(3) });
    const { spec } = await project();
    expect(names(spec.clusterResourceWhitelist)).toEqual(['/Namespace']);
    expect(names(spec.namespaceResourceWhitelist)).toEqual([
      '/Pod',
      '/Service',
      'apps/Deployment',
      'apps/ReplicaSet',
      'policy/PodDisruptionBudget',
    ]);
    expect(spec.destinations).toEqual([
      { name: argoCd.cluster.cluster.name, namespace: newer.name },
    ]);
    expect(spec.sourceRepos).toEqual([lab.charts().httpUrl]);
  });
});
