import type { DesiredState } from '@cluster-profiles/plugin-cluster-profiles-common';

/** What the Cluster of a desired state is called where it is; one that was there before us keeps its name. */
export function clusterObjectName(
  desired: Pick<
    DesiredState,
    'cluster' | 'observeOnly' | 'providerConfig' | 'adopted'
  >,
): string {
  return desired.observeOnly
    ? String(desired.providerConfig?.source)
    : (desired.adopted?.source ?? desired.cluster.name);
}
