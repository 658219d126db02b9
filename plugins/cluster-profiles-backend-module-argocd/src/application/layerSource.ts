import type { JsonObject } from '@backstage/types';
import type { DesiredLayer } from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  ProviderRefusedError,
  type MirroredSource,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { chartSource, helmValues } from './chartSource';

export interface LayerSourceOptions {
  /** Address by layer repository. */
  repositories: ReadonlyMap<string, string>;
  /** Where the pinned bytes are, if there is a mirror. */
  mirrored?: MirroredSource;
}

/**
 * `spec.source` of an Application: the pinned bytes, by digest, wherever Argo CD can be told so. Errors: `ProviderRefusedError` for a
 * layer that cannot be delivered.
 */
export function layerSource(
  layer: DesiredLayer,
  options: LayerSourceOptions,
): JsonObject {
  const pinned = findPinned(layer, options);
  if (layer.source?.type === 'manifests') {
    if (!pinned) {
      throw new ProviderRefusedError(
        `Layer ${layer.name} consists of files, which Argo CD pulls from a mirror; configure clusterProfiles.mirror`,
      );
    }
    return {
      ...toSource(pinned),
      // All of it and nothing else: Argo CD would guess, from the names of files. What it adds itself is there already.
      directory: { recurse: true, jsonnet: {} },
    };
  }
  return pinned
    ? { ...toSource(pinned), helm: helmValues(layer) }
    : chartSource(layer, options.repositories);
}

/** Whether Argo CD is told a version, which may mean other bytes by the time that it pulls it. */
export function isMutable(
  layer: DesiredLayer,
  options: LayerSourceOptions,
): boolean {
  return findPinned(layer, options) === undefined;
}

/** From the mirror, or from the registry that it came from. A Helm repository knows no digests. */
function findPinned(
  { name, source, chart }: DesiredLayer,
  { repositories, mirrored }: LayerSourceOptions,
): MirroredSource | undefined {
  const url = repositories.get(source?.repository ?? '');
  return (
    mirrored ??
    (chart?.digest !== undefined && url?.startsWith('oci://')
      ? {
          repository: `${url.replace(/\/+$/, '')}/${source?.chart ?? name}`,
          digest: chart.digest,
        }
      : undefined)
  );
}

function toSource({ repository, digest }: MirroredSource): JsonObject {
  return { repoURL: repository, targetRevision: digest, path: '.' };
}
