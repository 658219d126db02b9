import { bytesDigest } from '@cluster-profiles/plugin-cluster-profiles-common';
import { basic } from '../basic';
import { checkStatus } from '../checkStatus';
import type { SourceResponse } from '../http/sendOnce';
import { sendRequest } from '../http/sendRequest';
import { SourceError } from '../SourceError';
import {
  SOURCE_LIMITS,
  type ChartReference,
  type FetchedChart,
  type SourceEndpoint,
} from '../types';
import { readIndex } from './readIndex';

class DigestMismatch extends SourceError {}

/** A packed chart from a Helm repository: what its index names, with the digest that it names. Errors: `SourceError`. */
export async function fetchHelmChart(
  endpoint: SourceEndpoint,
  reference: ChartReference,
  options: { signal?: AbortSignal } = {},
): Promise<FetchedChart> {
  try {
    return await fetchOnce(endpoint, reference, options);
  } catch (error) {
    if (error instanceof DigestMismatch) {
      // It may have been overwritten between the index and the chart.
      return fetchOnce(endpoint, reference, options);
    }
    throw error;
  }
}

async function fetchOnce(
  endpoint: SourceEndpoint,
  reference: ChartReference,
  options: { signal?: AbortSignal },
): Promise<FetchedChart> {
  const { chart, version } = reference;
  const root = new URL(
    endpoint.url.endsWith('/') ? endpoint.url : `${endpoint.url}/`,
  );
  const get = async (url: URL, maxBytes: number, what: string) => {
    const response = await sendRequest({
      ...endpoint,
      ...options,
      url,
      headers: authorizationAt(url, root, endpoint),
      maxBytes,
    });
    checkStatus(response, what);
    return response;
  };
  const index = await get(
    new URL('index.yaml', root),
    SOURCE_LIMITS.index,
    'index.yaml',
  );
  const entry = readIndex(String(index.body), reference);
  const url = chartUrl(entry.urls[0], index, root);
  const { body } = await get(
    url,
    SOURCE_LIMITS.chart,
    `chart ${chart} ${version}`,
  );
  if (entry.digest !== undefined && bytesDigest(body) !== entry.digest) {
    throw new DigestMismatch(
      'broken',
      `Chart ${chart} ${version} of ${url.host} has another SHA-256 than its index says`,
    );
  }
  return { bytes: body, address: `${url.origin}${url.pathname}` };
}

/** Relative to where the index is; a foreign index may name any host, which is checked as every other. */
function chartUrl(text: string, index: SourceResponse, root: URL): URL {
  const base = index.url.origin === root.origin ? root : index.url;
  const url = URL.canParse(text, base) ? new URL(text, base) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new SourceError(
      'broken',
      'The index names an address that is not of http or https',
    );
  }
  if (root.protocol === 'https:' && url.protocol === 'http:') {
    throw new SourceError(
      'address-refused',
      `The index leads from https to http, to ${url.host}`,
    );
  }
  url.username = '';
  url.password = '';
  return url;
}

/** Who has the password of a repository is its own origin alone. */
function authorizationAt(
  url: URL,
  root: URL,
  { username, password }: SourceEndpoint,
): Record<string, string> {
  if (url.origin !== root.origin || username === undefined) {
    return {};
  }
  return { authorization: basic(username, password) };
}
