import type {
  ChainInput,
  ChangeKind,
  ChangeState,
  DesiredLayer,
  DesiredState,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import { findCountedGlass } from '../breakGlass/loadGlass';
import type {
  ApprovalRow,
  BreakGlassRow,
  ChangeRow,
  ClusterRow,
  ProfileVersionRow,
  RevisionRow,
} from '../database/tables';
import type { Hold } from './types';

/** Earlier revisions whose layers may still be live. */
const EARLIER_REVISIONS = 10;

/** Everything stored about a cluster that a pass needs. */
export interface LoadedCluster {
  cluster: ClusterRow;
  revision: number;
  desired: DesiredState;
  change: ChangeRow & { state: ChangeState; kind: ChangeKind };
  /** What the chain is verified on, or why that cannot even be read. */
  chain: ChainInput | Hold;
  /** Decisions on the plan of the change. */
  decisions: ApprovalRow[];
  /** The change was applied without its approvals. */
  glass?: BreakGlassRow;
  earlierLayers: DesiredLayer[];
}

/** A cluster whose rows cannot be read as what they should be. */
export interface UnreadableCluster {
  cluster: ClusterRow;
  hold: Hold;
}

/** Undefined when there is nothing to do: the cluster is gone, or has no accepted revision. */
export async function loadCluster(
  knex: Knex,
  uid: string,
): Promise<LoadedCluster | UnreadableCluster | undefined> {
  const cluster = await knex<ClusterRow>('clusters').where({ uid }).first();
  if (!cluster || cluster.deleted_at || cluster.desired_revision === null) {
    return undefined;
  }
  const number = cluster.desired_revision;
  const revisions = await knex<RevisionRow>('revisions')
    .where({ cluster_uid: uid })
    .where('number', '<=', number)
    .orderBy('number', 'desc')
    .limit(EARLIER_REVISIONS + 1);
  const [revision, ...earlier] = revisions;
  const broken = (message: string): UnreadableCluster => ({
    cluster,
    hold: { reason: 'ChainBroken', message },
  });
  if (revision?.number !== number) {
    return broken(`revision: Revision ${number} is not there`);
  }
  const change = await knex<ChangeRow>('changes')
    .where({ id: revision.change_id })
    .first();
  if (!change) {
    return broken(`plan: The change of revision ${number} is not there`);
  }
  const desired = parse<DesiredState>(revision.desired);
  if (desired?.cluster?.uid !== uid || !Array.isArray(desired.profiles)) {
    return broken(
      `revision: The desired state of revision ${number} was altered`,
    );
  }

  const [glass, decisions, versions] = await Promise.all([
    findCountedGlass(knex, change),
    knex<ApprovalRow>('approvals').where({
      change_id: change.id,
      planned_at: change.planned_at ?? '',
    }),
    knex<ProfileVersionRow>('profile_versions').whereIn(
      ['profile', 'version'],
      desired.profiles.map(({ name, version }) => [name, version]),
    ),
  ]);
  return {
    cluster,
    revision: number,
    desired: stillToWrite(revision, desired),
    change: change as LoadedCluster['change'],
    decisions,
    glass,
    chain: toChain({ revision, desired, change, decisions, glass, versions }),
    earlierLayers: earlier.flatMap(
      row => parse<DesiredState>(row.desired)?.layers ?? [],
    ),
  };
}

/** An approval is for one takeover: what others hold after it has drifted, whatever the live marks say. */
function stillToWrite(
  { taken_over_at: takenOverAt }: RevisionRow,
  { takeovers, ...rest }: DesiredState,
): DesiredState {
  return takeovers && !takenOverAt ? { ...rest, takeovers } : rest;
}

function toChain(rows: {
  revision: RevisionRow;
  desired: DesiredState;
  change: ChangeRow;
  decisions: ApprovalRow[];
  glass?: BreakGlassRow;
  versions: ProfileVersionRow[];
}): ChainInput | Hold {
  const { revision, desired, change, decisions, glass, versions } = rows;
  try {
    return {
      revision: {
        clusterUid: revision.cluster_uid,
        digest: revision.digest,
        desired,
      },
      change: {
        kind: change.kind as ChangeKind,
        proposer: change.proposer,
        plan: JSON.parse(change.plan ?? 'null') ?? undefined,
        planDigest: change.plan_digest ?? undefined,
        revisionDigest: change.revision_digest ?? undefined,
        impactDigest: change.impact_digest ?? undefined,
        policy: JSON.parse(change.policy ?? 'null') ?? undefined,
      },
      approvals: decisions.filter(counts).map(row => ({
        approver: row.approver,
        groups: JSON.parse(row.groups),
        decision: row.decision as 'approved' | 'rejected',
        planDigest: row.plan_digest,
      })),
      ...(glass && { breakGlass: { planDigest: glass.plan_digest } }),
      versions: versions.map(row => ({
        profile: row.profile,
        version: row.version,
        digest: row.digest,
        document: JSON.parse(row.document),
        files: JSON.parse(row.files),
        sources: JSON.parse(row.sources),
      })),
    };
  } catch (error) {
    return {
      reason: 'ChainBroken',
      message: `plan: A stored row cannot be read: ${error}`,
    };
  }
}

/** What was taken back counts no more. */
function counts({ withdrawn_at: withdrawn }: ApprovalRow): boolean {
  return withdrawn === null;
}

function parse<T>(text: string): T | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // The caller says that it was altered.
  }
}
