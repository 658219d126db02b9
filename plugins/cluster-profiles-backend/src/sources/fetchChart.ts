import type { ChartRepositoryConfig } from '../config/ClusterProfilesConfig';
import { fetchHelmChart } from './helm/fetchHelmChart';
import { fetchOciChart } from './oci/fetchOciChart';
import { openEndpoint } from './openEndpoint';
import type { ChartReference, FetchedChart } from './types';

/** A packed chart from a layer repository. Errors: `SourceError`. */
export async function fetchChart(
  repository: ChartRepositoryConfig,
  reference: ChartReference,
  options: { signal?: AbortSignal; pauses?: readonly number[] } = {},
): Promise<FetchedChart> {
  const { signal, pauses } = options;
  const endpoint = await openEndpoint(repository, pauses && { pauses });
  const fetchIt = repository.type === 'helm' ? fetchHelmChart : fetchOciChart;
  return fetchIt(endpoint, reference, { signal });
}
