import { bytesDigest } from '@cluster-profiles/plugin-cluster-profiles-common';
import { SourceError } from '../SourceError';
import {
  SOURCE_LIMITS,
  type ChartReference,
  type FetchedChart,
  type SourceEndpoint,
} from '../types';
import { CHART_LAYER, MANIFEST } from './mediaTypes';
import { OciRegistry } from './OciRegistry';

/** Helm pushed them so before there was a type of their own. */
const LAYERS = [CHART_LAYER, 'application/tar+gzip'];

/** A packed chart from an OCI registry: the tag's manifest, and the layer that it names, both as their digests say. */
export async function fetchOciChart(
  endpoint: SourceEndpoint,
  { chart, version }: ChartReference,
  options: { signal?: AbortSignal } = {},
): Promise<FetchedChart> {
  const registry = new OciRegistry({ endpoint, name: chart, actions: 'pull' });
  const what = `chart ${chart} ${version}`;
  // Tags know no plus sign.
  const tag = version.replaceAll('+', '_');
  const found = await registry.find(`manifests/${tag}`, {
    ...options,
    what,
    headers: { accept: MANIFEST },
    maxBytes: SOURCE_LIMITS.manifest,
  });
  if (!found) {
    throw new SourceError('gone', `${registry.address} has no ${what}`);
  }
  const digest = `sha256:${bytesDigest(found.body)}`;
  const said = found.headers['docker-content-digest'];
  if (said !== undefined && said !== digest) {
    throw new SourceError(
      'broken',
      `The manifest of ${what} in ${registry.address} has another digest than its registry says`,
    );
  }
  const layer = chartLayer(found.body, `${what} in ${registry.address}`);
  if (layer.size > SOURCE_LIMITS.chart) {
    throw new SourceError(
      'too-large',
      `${what} has ${layer.size} bytes, more than ${SOURCE_LIMITS.chart}`,
    );
  }
  const blob = await registry.find(`blobs/${layer.digest}`, {
    ...options,
    what,
    maxBytes: SOURCE_LIMITS.chart,
  });
  if (!blob) {
    throw new SourceError(
      'gone',
      `${registry.address} has the manifest of ${what}, but not its bytes`,
    );
  }
  if (`sha256:${bytesDigest(blob.body)}` !== layer.digest) {
    throw new SourceError(
      'broken',
      `The bytes of ${what} in ${registry.address} do not have the digest of its manifest`,
    );
  }
  return { bytes: blob.body, address: `${registry.address}@${digest}`, digest };
}

function chartLayer(
  manifest: Buffer,
  what: string,
): { digest: string; size: number } {
  let layers: unknown;
  try {
    ({ layers } = JSON.parse(String(manifest)));
  } catch {
    layers = undefined;
  }
  const found = (Array.isArray(layers) ? layers : []).filter(layer =>
    LAYERS.includes(layer?.mediaType),
  );
  const [{ digest, size } = { digest: '', size: 0 }] = found;
  if (
    found.length !== 1 ||
    !/^sha256:[0-9a-f]{64}$/.test(digest) ||
    typeof size !== 'number'
  ) {
    throw new SourceError(
      'broken',
      `The manifest of ${what} is not of a chart`,
    );
  }
  return { digest, size };
}
