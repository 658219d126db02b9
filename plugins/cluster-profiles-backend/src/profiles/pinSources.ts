import {
  bytesDigest,
  canonicalJson,
  type FileDigests,
  type ProfileLayer,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  sourceName,
  type LayerRepositories,
  type Pin,
} from './repositories/LayerRepositories';
import { covers } from './rules/checkFiles';

/** The bytes of every source. A source that its repository does not have is left out: `checkRepositories` says so. */
export function pinSources(
  layers: ProfileLayer[],
  options: {
    files: FileDigests;
    repositories: Pick<LayerRepositories, 'find' | 'pin'>;
  },
): Pin[] {
  const { files, repositories } = options;
  return layers.flatMap(layer => {
    const { source } = layer;
    if (!source) {
      return [];
    }
    if (source.type === 'manifests') {
      return [pinManifests(layer, source.path ?? '', files)];
    }
    const offer = repositories.find({
      repository: source.repository ?? '',
      name: sourceName(layer),
      version: layer.version,
    });
    return offer?.version ? [repositories.pin(layer)] : [];
  });
}

/** Manifests are files of the bundle: their digests by path stand for them. */
function pinManifests(
  layer: ProfileLayer,
  path: string,
  files: FileDigests,
): Pin {
  const covered = Object.entries(files).filter(([file]) => covers(path, file));
  const bytes = Buffer.from(canonicalJson(Object.fromEntries(covered)), 'utf8');
  return {
    source: {
      layer: layer.name,
      source: layer.source!,
      address: `bundle:${path}`,
      sha256: bytesDigest(bytes),
    },
    bytes,
  };
}
