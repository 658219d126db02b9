import type { ObservedCluster } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { InTransaction } from '../../changes/types';
import type { ChangeRow, ClusterRow } from '../../database/tables';

/** A deletion that does not come to an end by itself. */
export interface StuckDeletion {
  /** Past its deadline, or the provider does not answer. */
  stuck: 'late' | 'lost';
  /** What was last seen of the cluster. */
  leftovers: string[];
}

/** Why the deletion that led to a revision does not come to an end; undefined while it may. */
export async function findStuckDeletion(
  tx: InTransaction,
  options: {
    cluster: Pick<ClusterRow, 'uid' | 'phase' | 'observed'>;
    /** Of the deletion. */
    revision: number;
  },
): Promise<StuckDeletion | undefined> {
  const { cluster, revision } = options;
  const { leftovers = [], machines = [] }: Partial<ObservedCluster> =
    JSON.parse(cluster.observed ?? 'null') ?? {};
  const seen = leftovers.length
    ? leftovers
    : machines.map(({ name }) => `Machine ${name}`);
  if (cluster.phase === 'unknown') {
    return { stuck: 'lost', leftovers: seen };
  }
  const late = await tx<ChangeRow>('changes')
    .where({ kind: 'delete', subject_uid: cluster.uid, revision })
    // The one that is to be forced may have taken its place by now.
    .whereIn('state', ['failed', 'superseded'])
    .first('id');
  return late && { stuck: 'late', leftovers: seen };
}
