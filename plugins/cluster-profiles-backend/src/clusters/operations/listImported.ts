import type {
  DesiredState,
  Target,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import type { ClusterRow, RevisionRow } from '../../database/tables';

/** Live clusters that were imported from the place of a target, by name, and what they are called there. */
export async function listImported(
  knex: Knex,
  target: Pick<Target, 'provider' | 'endpoint' | 'namespace'>,
): Promise<Array<{ uid: string; name: string; source: string }>> {
  const { provider, endpoint, namespace } = target;
  const rows: Array<
    Pick<ClusterRow, 'uid' | 'name'> & Pick<RevisionRow, 'desired'>
  > = await knex('clusters')
    .join('revisions', {
      'revisions.cluster_uid': 'clusters.uid',
      'revisions.number': 'clusters.desired_revision',
    })
    // Imported clusters have no main profile.
    .where({ provider, profile: '' })
    .whereNotNull('live_name')
    .orderBy('name')
    .select('uid', 'name', 'desired');
  return rows.flatMap(({ uid, name, desired: text }) => {
    const desired: DesiredState = JSON.parse(text);
    return desired.target.endpoint === endpoint &&
      desired.target.namespace === namespace
      ? [{ uid, name, source: String(desired.providerConfig?.source) }]
      : [];
  });
}
