import type { ClusterProvider } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { ClusterRow } from '../database/tables';

/** What keeps everybody from access to a cluster, in a sentence; undefined where nothing does. Pure. */
export function whyNoAccess(
  {
    name,
    provider,
    profile,
    applied_revision: applied,
  }: Pick<ClusterRow, 'name' | 'provider' | 'profile' | 'applied_revision'>,
  options: {
    providers: ReadonlyMap<string, Pick<ClusterProvider, 'access'>>;
    /** Without them everybody would be an administrator everywhere, so that nobody gets access. */
    permissionsEnabled: boolean;
  },
): string | undefined {
  // An imported cluster has no main profile, and gets nobody from us: that would write to its base.
  if (!profile) {
    return `Cluster '${name}' was imported: whoever runs it gives access to it`;
  }
  if (!options.permissionsEnabled) {
    return 'Access to clusters needs permissions: set permission.enabled and a policy';
  }
  if (!options.providers.get(provider)?.access) {
    return `Clusters of the provider ${provider} give no credentials`;
  }
  return applied === null
    ? `Cluster '${name}' is not there yet; try again once it is ready`
    : undefined;
}
