import type { ClusterDetail } from '@cluster-profiles/plugin-cluster-profiles-common';
import { mayNotPropose } from '../changes/clusterObstacle';

/** Why a layer that drifted cannot be corrected now; undefined where it can. Pure. */
export function whyNotCorrect(
  cluster: Pick<
    ClusterDetail,
    'name' | 'owner' | 'phase' | 'phaseReason' | 'paused' | 'desired'
  >,
  options: {
    mayPropose: boolean;
    /** Who has asked for it already. */
    wantedBy?: string;
  },
): string | undefined {
  const { phase, phaseReason, paused, desired } = cluster;
  if (!options.mayPropose) {
    return mayNotPropose('cluster', cluster);
  }
  if (desired?.deleted || phase === 'deleted') {
    return 'The cluster is being deleted';
  }
  if (phase === 'held') {
    return `Nothing is corrected while the cluster is held: ${phaseReason}`;
  }
  if (paused) {
    return 'It is paused, so nothing is written to it; resume it first';
  }
  if (phase === 'unknown') {
    return `Nothing can be corrected now: ${phaseReason}`;
  }
  return options.wantedBy
    ? `${options.wantedBy} has asked for it already`
    : undefined;
}
