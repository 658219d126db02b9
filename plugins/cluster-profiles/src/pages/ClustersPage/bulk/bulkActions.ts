import {
  mainProfile,
  type Cluster,
  type ClusterChangeRequest,
  type FollowPolicy,
  type ProfileSummary,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import semver from 'semver';
import { newestFirst } from '../../../components/newerVersions';

export type BulkActionId =
  | 'upgrade-newest'
  | 'upgrade-version'
  | 'pause'
  | 'resume'
  | 'protect'
  | 'unprotect'
  | 'follow'
  | 'delete';

/** What is done to many clusters, with the choice that some actions need. */
export interface BulkAction {
  id: BulkActionId;
  version?: string;
  follow?: FollowPolicy;
}

export const BULK_ACTIONS: ReadonlyArray<{
  id: BulkActionId;
  title: string;
  destructive?: boolean;
}> = [
  { id: 'upgrade-newest', title: 'Upgrade to the newest version' },
  { id: 'upgrade-version', title: 'Upgrade to a version' },
  { id: 'follow', title: 'Set follow policy' },
  { id: 'pause', title: 'Pause' },
  { id: 'resume', title: 'Resume' },
  { id: 'protect', title: 'Protect' },
  { id: 'unprotect', title: 'Remove protection' },
  { id: 'delete', title: 'Delete', destructive: true },
];

export interface LeftOut {
  cluster: string;
  reason: string;
}

/** One request per cluster that the action makes sense for; the others with the reason. */
export function bulkRequests(
  action: BulkAction,
  clusters: readonly Cluster[],
): { requests: ClusterChangeRequest[]; leftOut: LeftOut[] } {
  const requests: ClusterChangeRequest[] = [];
  const leftOut: LeftOut[] = [];
  for (const cluster of clusters) {
    const reason = whyNot(action, cluster);
    if (reason) {
      leftOut.push({ cluster: cluster.name, reason });
    } else {
      requests.push(request(action, cluster));
    }
  }
  return { requests, leftOut };
}

/** About the main profile of a cluster. */
const OF_BASE: readonly BulkActionId[] = [
  'upgrade-newest',
  'upgrade-version',
  'follow',
];

function whyNot(
  { id, version, follow }: BulkAction,
  cluster: Cluster,
): string | undefined {
  const { phase, revision, behind, latestVersion } = cluster;
  if (phase === 'deleting' || phase === 'deleted') {
    return 'It is being deleted.';
  }
  if (id === 'delete') {
    return cluster.protected
      ? 'It is protected; remove the protection first.'
      : undefined;
  }
  if (revision === undefined) {
    return 'Nothing is accepted yet.';
  }
  const runs = mainProfile(cluster)?.version;
  if (!runs && OF_BASE.includes(id)) {
    return 'It was imported, so its base is not ours to change.';
  }
  switch (id) {
    case 'upgrade-newest':
      return behind > 0 && latestVersion
        ? undefined
        : 'It runs the newest version.';
    case 'upgrade-version':
      return runs && version && semver.lt(runs, version)
        ? undefined
        : `It runs ${runs} already.`;
    case 'follow':
      return cluster.follow === follow
        ? `It follows ${follow} already.`
        : undefined;
    case 'pause':
      return cluster.paused ? 'It is paused already.' : undefined;
    case 'resume':
      return cluster.paused ? undefined : 'It is not paused.';
    case 'protect':
      return cluster.protected ? 'It is protected already.' : undefined;
    default:
      return cluster.protected ? undefined : 'It is not protected.';
  }
}

function request(
  { id, version, follow }: BulkAction,
  cluster: Cluster,
): ClusterChangeRequest {
  const { name } = cluster;
  switch (id) {
    case 'upgrade-newest':
      return {
        kind: 'upgrade',
        cluster: name,
        version: cluster.latestVersion!,
      };
    case 'upgrade-version':
      return { kind: 'upgrade', cluster: name, version: version! };
    case 'follow':
      return { kind: 'set-parameters', cluster: name, follow };
    case 'pause':
    case 'resume':
      return { kind: id, cluster: name };
    case 'protect':
    case 'unprotect':
      return { kind: 'protect', cluster: name, protected: id === 'protect' };
    default:
      return { kind: 'delete', cluster: name };
  }
}

/** The main profile that all of them run, if it is one. */
export function sharedProfile(
  clusters: readonly Cluster[],
): string | undefined {
  const names = new Set(clusters.map(cluster => mainProfile(cluster)?.name));
  return names.size === 1 ? [...names][0] : undefined;
}

/** Published versions of their profile that at least one of them could go up to, the newest first. */
export function sharedVersions(
  clusters: readonly Cluster[],
  profiles: readonly ProfileSummary[],
): string[] {
  const name = sharedProfile(clusters);
  const profile = profiles.find(candidate => candidate.name === name);
  return newestFirst(profile?.versions ?? [])
    .map(({ version }) => version)
    .filter(version =>
      clusters.some(cluster => {
        const main = mainProfile(cluster);
        return main && semver.lt(main.version, version);
      }),
    );
}
