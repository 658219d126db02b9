import type { Knex } from 'knex';
import type {
  ApprovalRow,
  ChangeRow,
  ClusterRow,
  RevisionRow,
} from '../../../plugins/cluster-profiles-backend/src/database/tables';
import type { ManagementCluster } from '../lab';
import type { Witness, WitnessedCluster } from './witnessClusters';

/** What the database says was wanted and decided, beside what the management cluster has and had. */
export interface Evidence {
  clusters: Array<
    Pick<
      ClusterRow,
      | 'uid'
      | 'name'
      | 'phase'
      | 'phase_reason'
      | 'kubernetes_version'
      | 'desired_revision'
      | 'applied_revision'
    >
  >;
  changes: Array<
    Pick<
      ChangeRow,
      'id' | 'kind' | 'subject_name' | 'state' | 'accepted_at' | 'started_at'
    >
  >;
  revisions: Array<
    Pick<RevisionRow, 'cluster_uid' | 'number' | 'desired' | 'change_id'>
  >;
  approvals: Array<Pick<ApprovalRow, 'change_id'>>;
  /** At the end. */
  live: WitnessedCluster[];
  /** All along, in order. */
  seen: WitnessedCluster[];
  /** Names. */
  deleted: string[];
  /** Name of the cluster of each machine. */
  machineOwners: string[];
}

export async function gatherEvidence(options: {
  knex: Knex;
  lab: ManagementCluster;
  namespace: string;
  witness: Witness;
}): Promise<Evidence> {
  const { knex, lab, namespace, witness } = options;
  const { items: machines } = await lab.get<{
    items: Array<{ metadata: { labels: Record<string, string> } }>;
  }>('machines.cluster.x-k8s.io', `--namespace=${namespace}`);
  return {
    clusters: await knex<ClusterRow>('clusters').orderBy('name'),
    changes: await knex<ChangeRow>('changes').orderBy('created_at'),
    revisions: await knex<RevisionRow>('revisions'),
    approvals: await knex<ApprovalRow>('approvals'),
    live: witness.now(),
    seen: witness.seen(),
    deleted: witness.deleted(),
    machineOwners: machines.map(
      ({ metadata }) => metadata.labels['cluster.x-k8s.io/cluster-name'],
    ),
  };
}
