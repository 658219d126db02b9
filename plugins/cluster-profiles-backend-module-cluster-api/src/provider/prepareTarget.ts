import type {
  DesiredProfile,
  Finding,
  ProviderEntry,
  Target,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ProfileFiles } from '@cluster-profiles/plugin-cluster-profiles-node';
import { classReadiness } from '../classes/classReadiness';
import { ensureStamped } from '../classes/ensureStamped';
import { parseClassBundle } from '../classes/parseClassBundle';
import { stampBundle } from '../classes/stampBundle';
import {
  pickClassSource,
  readProviderConfig,
} from '../cluster/readProviderConfig';
import { clusterNamespace } from '../cluster/toClusterObject';
import type { ManagementCluster } from '../kubernetes';
import { readSettledClass } from './readSettledClass';

/** Puts the class of a published profile there, where it is inert, so that plans can be checked against it. */
export async function prepareTarget(options: {
  management: Pick<ManagementCluster, 'reader' | 'writer'>;
  profile: DesiredProfile;
  entry: ProviderEntry;
  target: Target;
  instanceId: string;
  files: ProfileFiles;
  signal?: AbortSignal;
}): Promise<Finding[]> {
  const { management, profile, instanceId, files, signal } = options;
  const { reader, writer } = management;
  const config = readProviderConfig(pickClassSource(options.entry));
  if (!config.entry) {
    return config.findings;
  }
  const { bundle, findings } = parseClassBundle({
    files: await files.read(profile, config.entry.classes),
    className: config.entry.class,
  });
  if (!bundle) {
    return [...config.findings, ...findings];
  }
  const stamped = stampBundle(bundle, {
    namespace: clusterNamespace(options),
  });
  await ensureStamped({ reader, writer, stamped, instanceId, signal });
  const live = await readSettledClass({ reader, stamped, signal });
  return [
    ...config.findings,
    ...findings,
    ...classReadiness({ stamped, live }),
  ];
}
