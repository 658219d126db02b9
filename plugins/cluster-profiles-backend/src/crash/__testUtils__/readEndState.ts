import type { Knex } from 'knex';
import { findActivity } from '../../activity/listActivity';
import type { ActivityWithWords } from '../../activity/toActivity';
import type {
  ApprovalRow,
  ChangeRow,
  ClusterRow,
  ProfileVersionRow,
  RevisionRow,
  WorkRow,
} from '../../database/tables';

/** All that two runs to the same end must agree on: everything but ids, times and how often something was asked for. */
export async function readEndState(knex: Knex) {
  const clusters = await knex<ClusterRow>('clusters').orderBy('name');
  const names = new Map<string, string>();
  clusters.forEach(({ uid, name }) => names.set(uid, `uid of ${name}`));
  const changes = await knex<ChangeRow>('changes').orderBy('created_at');
  changes.forEach(({ id, summary }) => names.set(id, `change: ${summary}`));
  /** Without what is made up anew in each run. */
  const plain = (text: string | null) =>
    text === null
      ? null
      : [...names].reduce((all, [id, name]) => all.replaceAll(id, name), text);
  const json = (text: string | null) => JSON.parse(plain(text) ?? 'null');

  const revisions = await knex<RevisionRow>('revisions').orderBy('number');
  const approvals = await knex<ApprovalRow>('approvals').orderBy('id');
  const versions = await knex<ProfileVersionRow>('profile_versions').orderBy([
    'profile',
    'version',
  ]);
  const activity: ActivityWithWords[] = await findActivity(knex, {}).orderBy(
    'id',
  );
  const work = await knex<WorkRow>('work');
  const operations = await knex('simulator_operations');
  const simulated = await knex('simulator_clusters').orderBy('name');

  return {
    clusters: clusters.map(cluster => ({
      name: cluster.name,
      taken: cluster.live_name,
      phase: cluster.phase,
      reason: cluster.phase_reason,
      profile: `${cluster.profile} ${cluster.profile_version}`,
      kubernetes: cluster.kubernetes_version,
      desiredRevision: cluster.desired_revision,
      appliedRevision: cluster.applied_revision,
      lastRevision: cluster.last_revision,
      drift: cluster.drift,
      hasIssue: cluster.has_issue,
      conditions: withoutTimes(json(cluster.conditions)),
      observed: withoutTimes(json(cluster.observed)),
    })),
    revisions: revisions.map(row => ({
      cluster: plain(row.cluster_uid),
      number: row.number,
      state: row.state,
      change: plain(row.change_id),
      desired: json(row.desired),
    })),
    changes: changes
      .map(row => ({
        summary: row.summary,
        kind: row.kind,
        state: row.state,
        reason: row.state_reason,
        key: row.idempotency_key && plain(row.idempotency_key),
        revision: row.revision,
        missingApprovals: row.missing_approvals,
        steps: withoutTimes(json(row.steps)),
      }))
      .sort(bySummary),
    approvals: approvals.map(row => ({
      change: plain(row.change_id),
      approver: row.approver,
      decision: row.decision,
    })),
    versions: versions.map(row => ({
      version: `${row.profile} ${row.version}`,
      state: row.state,
      digest: row.digest,
      approvers: row.approvers,
    })),
    activity: activity
      .map(row => `${plain(row.change_id)}: ${row.type} by ${row.actor}`)
      .sort(),
    work: work.map(row => `${row.kind} ${plain(row.id)}`).sort(),
    simulated: simulated.map(row => ({
      name: row.name,
      revision: row.revision,
      state: withoutTimes(json(row.state)),
    })),
    operations: operations
      .map(row => `${row.operation} ${plain(row.idempotency_key)}`)
      .sort(),
  };
}

const TIMES = [
  'lastTransitionTime',
  'steppedAt',
  'resting',
  'startedAt',
  'finishedAt',
  'since',
  'at',
];

function withoutTimes<T>(value: T): T {
  return JSON.parse(JSON.stringify(value), (key, entry) =>
    TIMES.includes(key) ? undefined : entry,
  );
}

function bySummary(a: { summary: string }, b: { summary: string }): number {
  return a.summary < b.summary ? -1 : 1;
}
