import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  DesiredLayer,
  Finding,
  ProfileLayer,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { SourceBytes } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import type {
  ChartRepositoryConfig,
  LayerRepositoryConfig,
} from '../../plugins/cluster-profiles-backend/src/config/ClusterProfilesConfig';
import { exampleDocument } from '../../plugins/cluster-profiles-backend/src/profiles/__testUtils__/exampleProfile';
import { pinCharts } from '../../plugins/cluster-profiles-backend/src/sources/pinCharts';
import { StoredSourceBytes } from '../../plugins/cluster-profiles-backend/src/sources/StoredSourceBytes';
import type { Charts } from './charts';

/** The lab's repositories as a portal is configured for them: `charts` and `registry`. */
export function labRepositories(
  charts: Charts,
  overrides: Partial<ChartRepositoryConfig> = {},
): ChartRepositoryConfig[] {
  const common = {
    state: 'allowed',
    choices: [] as LayerRepositoryConfig['choices'],
    allowPrivateAddresses: true,
    plainHttp: false,
    requestTimeoutSeconds: 10,
    caFile: charts.caFile,
    ...overrides,
  } as const;
  return [
    { ...common, name: 'charts', type: 'helm', url: charts.httpUrl },
    { ...common, name: 'registry', type: 'oci', url: charts.ociUrl },
  ];
}

/** Bytes in a database, and in a mirror in the lab's registry where one is wanted. */
export function labBytes(
  knex: Knex,
  charts: Charts,
  { mirror }: { mirror: boolean },
): SourceBytes {
  return new StoredSourceBytes({
    knex,
    ...(mirror && {
      mirror: {
        url: charts.mirrorUrl,
        caFile: charts.caFile,
        allowPrivateAddresses: true,
        plainHttp: false,
        requestTimeoutSeconds: 10,
      },
    }),
  });
}

/** What publication makes of the source of a layer: where its bytes are, or why they cannot be had. */
export async function publishLayer(
  layer: DesiredLayer,
  options: { knex: Knex; repositories: ChartRepositoryConfig[] },
): Promise<{ layer: DesiredLayer; findings: Finding[] }> {
  const { knex, repositories } = options;
  const { name, kind, version, source } = layer;
  const written: ProfileLayer = { name, kind, version, source };
  const { sources, findings } = await pinCharts({
    knex,
    document: exampleDocument(({ spec }) => {
      spec.layers = [written];
    }),
    repositories: {
      remote: wanted => repositories.find(known => known.name === wanted),
    },
    blocked: new Set(),
    pauses: [100],
  });
  const [{ address, sha256, chart } = {}] = sources;
  return { layer: { ...layer, address, sha256, chart }, findings };
}

/** Puts a chart of this name into both repositories as 1.0.0, whose ConfigMap says `text`. */
export async function publishChart(
  charts: Charts,
  name: string,
  text: string,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'lab-pinned-'));
  try {
    const chart = join(folder, name);
    await cp(join(charts.sources, 'legacy'), chart, { recursive: true });
    const file = join(chart, 'Chart.yaml');
    const metadata = await readFile(file, 'utf8');
    await writeFile(file, metadata.replace('name: legacy', `name: ${name}`));
    await writeFile(
      join(chart, 'templates/config.yaml'),
      `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: "{{ .Release.Name }}" }\ndata: { text: ${JSON.stringify(text)} }\n`,
    );
    await charts.publish(chart, '1.0.0');
  } finally {
    await rm(folder, { recursive: true });
  }
}
