import type {
  ChangeKind,
  EvidenceApproval,
  EvidenceChange,
  EvidenceLine,
  Plan,
  Revision,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import { loadGlass } from '../breakGlass/loadGlass';
import { toStanding, type Glass } from '../breakGlass/whyNotReview';
import type {
  ActivityCheckpointRow,
  ActivityHeadRow,
  ApprovalRow,
  ChangeRow,
  ProfileVersionRow,
  RevisionRow,
} from '../database/tables';
import { loadCheckpoints } from './loadCheckpoints';
import { loadEntries } from './loadEntries';

/** Rows read at once. */
const BATCH = 100;

/** Names of the profiles that any revision of a cluster names, with their versions. */
export async function versionsOf(
  knex: Knex,
  clusterUid: string,
): Promise<Array<{ name: string; version: string }>> {
  const used = new Map<string, { name: string; version: string }>();
  for await (const { desired } of revisionsOf(knex, clusterUid)) {
    for (const { name, version } of desired.profiles) {
      used.set(`${name}@${version}`, { name, version });
    }
  }
  return [...used.values()];
}

/** All that the verifier needs to follow each revision of a cluster back to what was published, after the header. */
export async function* collectEvidence(
  knex: Knex,
  options: {
    clusterUid: string;
    versions: ReadonlyArray<{ name: string; version: string }>;
  },
): AsyncGenerator<EvidenceLine> {
  const { clusterUid, versions } = options;
  for (const { name, version } of versions) {
    yield* publicationOf(knex, { profile: name, version });
  }
  const seen = new Set<string>();
  for await (const revision of revisionsOf(knex, clusterUid)) {
    if (!seen.has(revision.changeId)) {
      seen.add(revision.changeId);
      yield* changeOf(knex, revision.changeId);
    }
    yield { revision };
  }
  // Before the entries, so that none of these has seen more than there is.
  const last = await knex<ActivityCheckpointRow>('activity_checkpoints')
    .max({ sequence: 'sequence' })
    .first();
  const subjects = [
    `cluster:${clusterUid}`,
    ...new Set(versions.map(({ name }) => `profile:${name}`)),
  ];
  for (const subject of subjects) {
    yield* entriesOf(knex, subject);
  }
  const heads = await knex<ActivityHeadRow>('activity_heads')
    .whereIn('subject', subjects)
    .select('chain');
  const chains = heads.flatMap(({ chain }) => chain ?? []);
  yield* checkpointsOf(knex, { chains, last: last?.sequence ?? 0 });
}

async function* revisionsOf(
  knex: Knex,
  clusterUid: string,
): AsyncGenerator<Revision> {
  for (let last = 0; ;) {
    const rows = await knex<RevisionRow>('revisions')
      .where({ cluster_uid: clusterUid })
      .where('number', '>', last)
      .orderBy('number')
      .limit(BATCH);
    for (const row of rows) {
      last = row.number;
      yield {
        clusterUid: row.cluster_uid,
        number: row.number,
        digest: row.digest,
        desired: JSON.parse(row.desired),
        changeId: row.change_id,
        createdAt: row.created_at,
        state: row.state as Revision['state'],
      };
    }
    if (rows.length < BATCH) {
      return;
    }
  }
}

async function* publicationOf(
  knex: Knex,
  key: { profile: string; version: string },
): AsyncGenerator<EvidenceLine> {
  const row = await knex<ProfileVersionRow>('profile_versions')
    .where(key)
    .first();
  // What is missing is for the verifier to say.
  if (!row) {
    return;
  }
  yield* changeOf(knex, row.change_id);
  yield {
    version: {
      ...key,
      digest: row.digest,
      document: JSON.parse(row.document),
      files: JSON.parse(row.files),
      sources: JSON.parse(row.sources),
      changeId: row.change_id,
    },
  };
}

async function* changeOf(knex: Knex, id: string): AsyncGenerator<EvidenceLine> {
  const change = await knex<ChangeRow>('changes').where({ id }).first();
  if (!change?.plan || !change.policy) {
    return;
  }
  yield { change: toEvidenceChange(change) };
  const approvals = await knex<ApprovalRow>('approvals')
    .where({ change_id: id })
    .orderBy('id');
  for (const approval of approvals) {
    yield { approval: toEvidenceApproval(approval) };
  }
  const glass = await loadGlass(knex, id);
  if (glass) {
    yield* glassLines(glass);
  }
}

function* glassLines({ use, reviews }: Glass): Generator<EvidenceLine> {
  const { change_id: changeId, actor, reason, at } = use;
  const planDigest = use.plan_digest;
  yield {
    breakGlass: {
      changeId,
      actor,
      reason,
      ...(use.reason_digest !== null && { reasonDigest: use.reason_digest }),
      ...(use.reason_salt !== null && { reasonSalt: use.reason_salt }),
      ...(use.reviewers !== null && { reviewers: JSON.parse(use.reviewers) }),
      planDigest,
      plannedAt: use.planned_at,
      at,
      signed: toSignature(use.key_id, use.signature),
    },
  };
  for (const review of reviews) {
    yield {
      review: {
        changeId,
        ...toStanding(review),
        groups: JSON.parse(review.groups),
        planDigest,
        at: review.at,
        signed: toSignature(review.key_id, review.signature),
      },
    };
  }
}

async function* entriesOf(
  knex: Knex,
  subject: string,
): AsyncGenerator<EvidenceLine> {
  for (let after = 0; ;) {
    const entries = await loadEntries(knex, subject, { after, limit: BATCH });
    for (const entry of entries) {
      after = entry.sequence;
      yield { entry };
    }
    if (entries.length < BATCH) {
      return;
    }
  }
}

async function* checkpointsOf(
  knex: Knex,
  options: { chains: string[]; last: number },
): AsyncGenerator<EvidenceLine> {
  for (let after = 0; ;) {
    const checkpoints = await loadCheckpoints(knex, {
      chains: options.chains,
      after,
      limit: BATCH,
    });
    for (const checkpoint of checkpoints) {
      after = checkpoint.sequence;
      if (after <= options.last) {
        yield { checkpoint };
      }
    }
    if (checkpoints.length < BATCH) {
      return;
    }
  }
}

/** Only what the digests cover: the rest may tell of clusters that the reader may not see. */
function toEvidenceChange(row: ChangeRow): EvidenceChange {
  const plan: Plan = JSON.parse(row.plan!);
  const { usedBy, followers, hiddenClusters, ...publication } =
    plan.publication ?? {};
  return {
    id: row.id,
    kind: row.kind as ChangeKind,
    subject: row.subject_uid ?? row.subject_name,
    proposer: row.proposer,
    plan: {
      baseRevision: plan.baseRevision,
      desired: plan.desired,
      publication: plan.publication && (publication as Plan['publication']),
      machinesReplaced: plan.machinesReplaced,
      objects: { created: [], changed: [], removed: plan.objects.removed },
      findings: plan.findings.filter(({ severity }) => severity === 'block'),
      rollbackClass: plan.rollbackClass,
      revisionDigest: plan.revisionDigest,
      impactDigest: plan.impactDigest,
      planDigest: plan.planDigest,
      plannedAt: plan.plannedAt,
    },
    planDigest: row.plan_digest ?? '',
    revisionDigest: row.revision_digest ?? '',
    impactDigest: row.impact_digest ?? '',
    policy: JSON.parse(row.policy!),
    revision: row.revision,
    acceptedAt: row.accepted_at ?? '',
    signed: toSignature(row.acceptance_key_id, row.acceptance_signature),
  };
}

function toEvidenceApproval(row: ApprovalRow): EvidenceApproval {
  return {
    changeId: row.change_id,
    approver: row.approver,
    groups: JSON.parse(row.groups),
    decision: row.decision as EvidenceApproval['decision'],
    planDigest: row.plan_digest,
    plannedAt: row.planned_at,
    at: row.at,
    signed: toSignature(row.key_id, row.signature),
    ...(row.withdrawn_at !== null && {
      withdrawn: {
        at: row.withdrawn_at,
        signed: toSignature(row.withdrawal_key_id, row.withdrawal_signature),
      },
    }),
  };
}

function toSignature(keyId: string | null, signature: string | null) {
  return keyId !== null && signature !== null
    ? { keyId, signature }
    : undefined;
}
