import {
  kubernetesEndOfLife,
  type ClusterPhase,
  type FleetSummary,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ProfileAtVersion } from '../clusters/operations/filterClusters';

/** Clusters that are alike. */
export interface FleetGroup {
  profile: string;
  version: string;
  kubernetesVersion: string | null;
  phase: ClusterPhase;
  drift: string;
  hasIssue: boolean;
  clusters: number;
}

const CHANGING: readonly ClusterPhase[] = [
  'provisioning',
  'updating',
  'deleting',
];

/** Counts over groups of clusters. Pure. */
export function summarizeFleet(
  groups: readonly FleetGroup[],
  options: {
    /** Versions of profiles that have a newer one. */
    outdated: readonly ProfileAtVersion[];
    /** Of Kubernetes minor versions. */
    endOfLife: Record<string, string>;
    /** YYYY-MM-DD */
    today: string;
  },
): FleetSummary {
  const { outdated, endOfLife, today } = options;
  const count = (counts: (group: FleetGroup) => boolean) =>
    groups.filter(counts).reduce((total, { clusters }) => total + clusters, 0);
  return {
    total: count(() => true),
    withIssues: count(({ hasIssue }) => hasIssue),
    unknown: count(({ phase }) => phase === 'unknown'),
    drifted: count(({ drift }) => drift === 'Drifted'),
    behind: count(({ profile, version }) =>
      outdated.some(
        entry => entry.profile === profile && entry.version === version,
      ),
    ),
    unsupported: count(({ kubernetesVersion }) => {
      const end = kubernetesEndOfLife(kubernetesVersion, endOfLife);
      return end !== undefined && end < today;
    }),
    changing: count(({ phase }) => CHANGING.includes(phase)),
  };
}
