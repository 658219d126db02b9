import { randomBytes } from 'node:crypto';
import { TestDatabases } from '@backstage/backend-test-utils';
import {
  canonicalJson,
  layerDigest,
  type DesiredLayer,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { SourceBytes } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import { LabArgoCd } from '../../plugins/cluster-profiles-backend-module-argocd/src/__testUtils__/LabArgoCd';
import {
  applicationName,
  projectName,
} from '../../plugins/cluster-profiles-backend-module-argocd/src/application/names';
import { applyMigrations } from '../../plugins/cluster-profiles-backend/src/database/applyMigrations';
import { putBlob } from '../../plugins/cluster-profiles-backend/src/profiles/operations/putBlob';
import type { Charts } from './charts';
import { managementCluster, type ManagementCluster } from './lab';
import {
  labBytes,
  labRepositories,
  publishChart,
  publishLayer,
} from './pinnedLayers';
import { until } from './until';

describe('what was pinned when a profile was published', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let lab: ManagementCluster;
  let charts: Charts;
  let argoCd: LabArgoCd;
  let knex: Knex;

  beforeAll(async () => {
    lab = await managementCluster();
    charts = lab.charts();
    knex = await databases.init('SQLITE_3');
    await applyMigrations(knex);
  });

  beforeEach(async () => {
    argoCd = await LabArgoCd.create(lab);
  });

  afterEach(() => argoCd.cleanup());

  const apply = (layer: DesiredLayer, bytes: SourceBytes) =>
    argoCd.engine.apply({
      cluster: argoCd.cluster,
      layer,
      bytes,
      marks: argoCd.marks(1),
    });

  async function isProven(layer: DesiredLayer): Promise<boolean> {
    const seen = await argoCd.engine.observe({ cluster: argoCd.cluster });
    const own = seen.find(({ name }) => name === layer.name);
    return (
      own?.digest === layerDigest(layer) &&
      own.version === layer.version &&
      own.health === 'Healthy' &&
      own.drift === 'InSync'
    );
  }

  const deliver = async (layer: DesiredLayer, bytes: SourceBytes) => {
    await apply(layer, bytes);
    await until(
      () => `${layer.name} is proven`,
      () => isProven(layer),
    );
  };

  const application = (layer: DesiredLayer) =>
    applicationName({
      cluster: argoCd.cluster.cluster,
      layer: layer.name,
    });

  async function sourceOf(layer: DesiredLayer) {
    const { spec } = await lab.get<{ spec: { source: object } }>(
      `application/${application(layer)}`,
      '--namespace=argocd',
    );
    return spec.source;
  }

  const text = async (layer: DesiredLayer, name = layer.name) => {
    const { data } = await lab.workloadCluster().get<{
      data: Record<string, string>;
    }>(`configmap/${name}`, `--namespace=${layer.name}`);
    return data.text;
  };

  /** Has Argo CD forget what it knows of the source, and look again. */
  async function lookAgain(layer: DesiredLayer): Promise<void> {
    const name = `application/${application(layer)}`;
    await lab.kubectl(
      'annotate',
      name,
      '--namespace=argocd',
      'argocd.argoproj.io/refresh=hard',
      '--overwrite',
    );
    await until('it has looked again', async () => {
      const { metadata } = await lab.get<{
        metadata: { annotations: Record<string, string> };
      }>(name, '--namespace=argocd');
      return !('argocd.argoproj.io/refresh' in metadata.annotations);
    });
  }

  it.each([
    { from: 'a Helm repository', repository: 'charts', mirror: true },
    { from: 'a registry', repository: 'registry', mirror: true },
    {
      from: 'a registry without a mirror',
      repository: 'registry',
      mirror: false,
    },
  ])(
    'reaches a cluster from $from, and what it is overwritten with never does',
    async ({ repository, mirror }) => {
      const chart = `mine-${randomBytes(4).toString('hex')}`;
      await publishChart(charts, chart, 'as published');
      const { layer, findings } = await publishLayer(
        argoCd.layer('pinned', {
          source: {
            type: repository === 'charts' ? 'helm' : 'oci',
            repository,
            chart,
          },
        }),
        { knex, repositories: labRepositories(charts) },
      );
      expect(findings).toMatchObject([{ code: 'chart-deprecated' }]);
      await publishChart(charts, chart, 'overwritten');

      const bytes = labBytes(knex, charts, { mirror });
      await deliver(layer, bytes);
      expect(await sourceOf(layer)).toMatchObject({
        repoURL: mirror
          ? bytes.mirror!.repository
          : `${charts.ociUrl}/${chart}`,
        targetRevision: expect.stringMatching(/^sha256:/),
      });
      expect(await text(layer)).toBe('as published');

      await publishChart(charts, chart, 'overwritten again');
      await lookAgain(layer);
      await until('it is proven again', () => isProven(layer));
      expect(await text(layer)).toBe('as published');
    },
  );

  it('reaches a cluster exactly, where it is manifests of the bundle', async () => {
    const own = argoCd.layer('files');
    const written = 'Not {{ .Values.a }}, nor ${{ parameters.b }}: as it is.\n';
    const configMap = (name: string) =>
      [
        '# Comments stay out, all else is the same.',
        'apiVersion: v1',
        'kind: ConfigMap',
        `metadata: { name: ${name} }`,
        `data: { text: ${JSON.stringify(written)} }`,
      ].join('\n');
    const files: Record<string, string> = {};
    for (const [path, content] of Object.entries({
      './manifests/first.yaml': configMap('first'),
      './manifests/deep/second.yml': configMap('second'),
      './manifests/Chart.yaml': configMap('third'),
    })) {
      files[path] = await putBlob(knex, Buffer.from(content));
    }
    const layer: DesiredLayer = {
      ...own,
      source: { type: 'manifests', path: './manifests' },
      sha256: await putBlob(knex, Buffer.from(canonicalJson(files))),
    };
    const bytes = labBytes(knex, charts, { mirror: true });
    await deliver(layer, bytes);
    for (const name of ['first', 'second', 'third']) {
      expect(await text(layer, name)).toBe(written);
    }
    // Of files as of charts, the AppProject lets in what they bring and no more.
    expect(
      await lab.get(
        `appproject/${projectName(argoCd.cluster.target.name)}`,
        '--namespace=argocd',
      ),
    ).toMatchObject({
      spec: {
        namespaceResourceWhitelist: [{ group: '', kind: 'ConfigMap' }],
        clusterResourceWhitelist: [{ group: '', kind: 'Namespace' }],
      },
    });
    await expect(
      argoCd.engine.preview({ cluster: argoCd.cluster, layer, bytes }),
    ).resolves.toMatchObject({
      objects: ['first', 'second', 'third'].map(name => ({
        object: `ConfigMap ${layer.name}/${name}`,
        action: 'added',
      })),
    });
  });
});
