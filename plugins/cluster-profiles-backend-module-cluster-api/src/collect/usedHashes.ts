import { canonicalJson } from '@cluster-profiles/plugin-cluster-profiles-common';
import type {
  ProfileFiles,
  ProfileInUse,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { parseClassBundle } from '../classes/parseClassBundle';
import {
  pickClassSource,
  readProviderConfig,
} from '../cluster/readProviderConfig';
import { clusterNamespace } from '../cluster/toClusterObject';

/**
 * Addresses of the bundles that are needed in a namespace. What cannot be read throws, because nothing may be taken away then; what
 * is no class needs none.
 */
export async function usedHashes(options: {
  place: { endpoint?: string; namespace: string };
  inUse: readonly ProfileInUse[];
  files: ProfileFiles;
}): Promise<Set<string>> {
  const { place, inUse, files } = options;
  const hashes = new Set<string>();
  const seen = new Set<string>();
  for (const { profile, entry, target } of inUse) {
    const here =
      target.endpoint === place.endpoint &&
      clusterNamespace({ target }) === place.namespace;
    const source = here && readProviderConfig(pickClassSource(entry)).entry;
    if (!source) {
      continue;
    }
    const { classes, class: className } = source;
    const key = canonicalJson([profile.digest, classes, className ?? '']);
    if (seen.has(key)) {
      continue;
    }
    seen.add(key);
    const { bundle } = parseClassBundle({
      files: await files.read(profile, classes),
      className,
    });
    if (bundle) {
      hashes.add(bundle.hash);
    }
  }
  return hashes;
}
