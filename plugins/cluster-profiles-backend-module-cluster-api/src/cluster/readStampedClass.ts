import { InputError } from '@backstage/errors';
import {
  hasBlocker,
  type DesiredState,
  type Finding,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ProfileFiles } from '@cluster-profiles/plugin-cluster-profiles-node';
import { checkPatches } from '../classes/checkPatches';
import { parseClassBundle } from '../classes/parseClassBundle';
import { stampBundle } from '../classes/stampBundle';
import type { StampedClass } from '../classes/types';
import { readProviderConfig } from './readProviderConfig';
import { clusterNamespace } from './toClusterObject';
import type { ClusterApiEntry } from './types';

/**
 * From a desired state to the class that it needs: entry of the main profile, files, bundle, stamped names. Without a class
 * where a finding blocks.
 */
export async function readStampedClass(options: {
  desired: DesiredState;
  files: ProfileFiles;
}): Promise<{
  entry?: ClusterApiEntry;
  stamped?: StampedClass;
  findings: Finding[];
}> {
  const { desired } = options;
  const [profile] = desired.profiles;
  if (!profile) {
    throw new InputError(
      `Cluster "${desired.cluster.name}" has no profile; give it an infrastructure or full-stack profile`,
    );
  }
  const { entry, findings } = readProviderConfig(desired.providerConfig);
  if (!entry) {
    return { findings };
  }
  const { bundle, ...parsed } = parseClassBundle({
    files: await options.files.read(profile, entry.classes),
    className: entry.class,
  });
  findings.push(...parsed.findings, ...(bundle ? checkPatches(bundle) : []));
  return bundle && !hasBlocker(findings)
    ? {
        entry,
        stamped: stampBundle(bundle, { namespace: clusterNamespace(desired) }),
        findings,
      }
    : { entry, findings };
}
