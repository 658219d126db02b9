import type { JsonObject } from '@backstage/types';
import {
  canonicalJson,
  type DesiredLayer,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { ProviderRefusedError } from '@cluster-profiles/plugin-cluster-profiles-node';
import { releaseName } from './names';

/** Argo CD takes ranges as well, such as `1.x`, and would then run whatever is published next. */
const EXACT_VERSION = /^v?\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/;

/** `spec.source` of an Application that pulls a chart by its version. Errors: `ProviderRefusedError` for a layer that cannot be delivered. */
export function chartSource(
  layer: DesiredLayer,
  repositories: ReadonlyMap<string, string>,
): JsonObject {
  const { source, version } = layer;
  if (source?.type !== 'helm' && source?.type !== 'oci') {
    throw new ProviderRefusedError(
      `Layer ${layer.name} has ${source ? `a source of type ${source.type}` : 'no source'}; Argo CD is given charts only, of type helm or oci`,
    );
  }
  const url = repositories.get(source.repository ?? '');
  if (url === undefined) {
    throw new ProviderRefusedError(
      `Layer ${layer.name} is from the layer repository "${source.repository}", which is none of clusterProfiles.argocd.repositories; say there where Argo CD pulls it from`,
    );
  }
  if (!EXACT_VERSION.test(version)) {
    throw new ProviderRefusedError(
      `Layer ${layer.name} has version "${version}"; a chart needs an exact one, such as 1.2.3`,
    );
  }
  return {
    repoURL: toRepoUrl(url),
    chart: source.chart ?? layer.name,
    targetRevision: version,
    helm: helmValues(layer),
  };
}

/** Release and values of a chart. */
export function helmValues(layer: DesiredLayer): JsonObject {
  return {
    releaseName: releaseName(layer.name),
    // Text rather than an object: the API server would drop `null`, which takes a default of the chart away.
    values: valuesText(layer),
  };
}

/** As Argo CD calls it: of OCI registries without the scheme. */
export function toRepoUrl(url: string): string {
  return url.replace(/^oci:\/\//, '');
}

/** JSON is YAML, and means the same to every reader of it. Equal values are equal text. */
export function valuesText({ values }: DesiredLayer): string {
  return JSON.stringify(JSON.parse(canonicalJson(values)), null, 2);
}
