import { isDeepStrictEqual } from 'node:util';
import { NotFoundError } from '@backstage/errors';
import {
  bytesDigest,
  type Finding,
  type PinnedChart,
  type PinnedSource,
  type ProfileDocument,
  type ProfileLayer,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import type { ChartRepositoryConfig } from '../config/ClusterProfilesConfig';
import { mapConcurrently } from '../planning/mapConcurrently';
import { getBlob } from '../profiles/operations/getBlob';
import { putBlob } from '../profiles/operations/putBlob';
import {
  sourceName,
  type LayerRepositories,
} from '../profiles/repositories/LayerRepositories';
import { layerPath } from '../profiles/rules/ProfileRule';
import { checkChart } from './chart/checkChart';
import { readChart, type Chart } from './chart/readChart';
import { toSemverRange } from './chart/toSemverRange';
import { fetchChart } from './fetchChart';
import { SourceError } from './SourceError';
import { toFinding } from './toFinding';
import type { FetchedChart } from './types';

const AT_ONCE = 4;

interface Options {
  document: ProfileDocument;
  knex: Knex;
  repositories: Pick<LayerRepositories, 'remote'>;
  /** Layers that are not worth it, by name. */
  blocked: ReadonlySet<string>;
  /** What the same change pinned before: it goes on to mean these bytes, whatever the repository has by now. */
  pinned?: readonly PinnedSource[];
  signal?: AbortSignal;
  pauses?: readonly number[];
}

/** Fetches, keeps and checks every chart that a document names in a repository on the network. */
export async function pinCharts(
  options: Options,
): Promise<{ sources: PinnedSource[]; findings: Finding[] }> {
  const { document, repositories, blocked } = options;
  const wanted = document.spec.layers.flatMap((layer, index) => {
    const repository = repositories.remote(layer.source?.repository ?? '');
    return repository && !blocked.has(layer.name)
      ? [{ layer, index, repository }]
      : [];
  });
  const pins = await mapConcurrently(wanted, AT_ONCE, entry =>
    pinChart(entry, options),
  );
  return {
    sources: pins.flatMap(({ source }) => source ?? []),
    findings: pins.flatMap(({ findings }) => findings),
  };
}

interface Wanted {
  layer: ProfileLayer;
  index: number;
  repository: ChartRepositoryConfig;
}

async function pinChart(
  { layer, index, repository }: Wanted,
  options: Options,
): Promise<{ source?: PinnedSource; findings: Finding[] }> {
  const { document, knex } = options;
  try {
    const fetched =
      (await recall(layer, options)) ??
      (await fetchChart(
        repository,
        { chart: sourceName(layer), version: layer.version },
        options,
      ));
    const chart = await readChart(fetched.bytes);
    await putBlob(knex, fetched.bytes);
    return {
      source: {
        layer: layer.name,
        source: layer.source!,
        address: fetched.address,
        sha256: bytesDigest(fetched.bytes),
        chart: describe(chart, fetched),
      },
      findings: checkChart({ chart, layer, index, document }),
    };
  } catch (error) {
    if (error instanceof SourceError) {
      const path = layerPath(index, '/source');
      return { findings: [toFinding(error, { layer, path, repository })] };
    }
    throw error;
  }
}

async function recall(
  layer: ProfileLayer,
  { pinned = [], knex }: Options,
): Promise<FetchedChart | undefined> {
  const known = pinned.find(
    ({ layer: name, source, chart }) =>
      chart && name === layer.name && isDeepStrictEqual(source, layer.source),
  );
  if (!known) {
    return undefined;
  }
  const { address, sha256, chart } = known;
  try {
    return {
      bytes: await getBlob(knex, sha256),
      address,
      digest: chart?.digest,
    };
  } catch (error) {
    if (error instanceof NotFoundError) {
      return undefined;
    }
    throw error;
  }
}

function describe(
  { metadata: { kubeVersion } }: Chart,
  { digest }: FetchedChart,
): PinnedChart {
  const kubernetes = kubeVersion ? toSemverRange(kubeVersion) : undefined;
  return {
    ...(digest === undefined ? {} : { digest }),
    ...(kubernetes === undefined ? {} : { kubernetes }),
  };
}
