import {
  behindBy,
  kubernetesEndOfLife,
  type DesiredProfile,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import type { ChangeRow, ProfileVersionRow } from '../database/tables';
import { listDriftedLayers } from '../drift/listDriftedLayers';
import type { ListedClusterRow } from './operations/listClusters';
import type { ClusterContext } from './toCluster';

/** What lists show beside the rows, in four queries at most whatever their number. */
export async function gatherContexts(
  rows: ListedClusterRow[],
  options: {
    knex: Knex;
    /** Of Kubernetes minor versions. */
    endOfLife: Record<string, string>;
  },
): Promise<ClusterContext[]> {
  const { knex, endOfLife } = options;
  const uids = rows.map(({ uid }) => uid);
  const changes: ChangeRow[] = await knex<ChangeRow>('changes')
    .whereIn('subject_uid', uids)
    // Changes nothing of the cluster.
    .whereNot({ kind: 'access' })
    .whereIn('state', [
      'planning',
      'awaiting-approval',
      'accepted',
      'applying',
      'failed',
      'stale',
    ])
    .orderBy('created_at', 'desc')
    .select('id', 'kind', 'state', 'subject_uid');
  const profiles: Array<DesiredProfile & { cluster_uid: string }> = await knex(
    'revision_profiles',
  )
    .join('profile_versions', {
      'profile_versions.profile': 'revision_profiles.profile',
      'profile_versions.version': 'revision_profiles.version',
    })
    .whereIn('cluster_uid', uids)
    .select(
      'cluster_uid',
      'revision_profiles.profile as name',
      'revision_profiles.version',
      'digest',
      'type',
    );
  const versions: ProfileVersionRow[] = await knex<ProfileVersionRow>(
    'profile_versions',
  )
    .whereIn('profile', [...new Set(rows.map(({ profile }) => profile))])
    .select('profile', 'version', 'state', 'digest', 'type');

  const drifted = await listDriftedLayers(
    knex,
    rows.filter(({ drift }) => drift === 'Drifted').map(({ uid }) => uid),
  );

  return rows.map(row => {
    const own = profiles
      .filter(({ cluster_uid }) => cluster_uid === row.uid)
      .map(({ cluster_uid: _, ...profile }) => profile);
    const requested = versions
      .filter(
        entry =>
          entry.profile === row.profile &&
          entry.version === row.profile_version,
      )
      .map(({ profile: name, version, digest, type }) => ({
        name,
        version,
        digest,
        type,
      }));
    const { behind, latest } = behindBy({
      current: row.profile_version,
      versions: versions.filter(({ profile }) => profile === row.profile),
    });
    return {
      profiles: (own.length > 0 ? own : requested).sort(mainFirst),
      behind,
      latestVersion: latest,
      kubernetesEndOfLife: kubernetesEndOfLife(
        row.kubernetes_version,
        endOfLife,
      ),
      change: changes.find(({ subject_uid }) => subject_uid === row.uid),
      driftedLayers: drifted.get(row.uid),
    };
  });
}

function mainFirst(a: DesiredProfile, b: DesiredProfile): number {
  const rank = (profile: DesiredProfile) => (profile.type === 'add-on' ? 1 : 0);
  return rank(a) - rank(b) || (a.name < b.name ? -1 : 1);
}
