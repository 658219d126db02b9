import type { Revision } from '../model/desired';
import type { Plan } from '../model/plan';
import { verifyChain } from '../rules/verifyChain';
import type { RecordEntry } from './entries';
import type { Evidence } from './evidence';
import {
  findBreakInChange,
  type Break,
  type EvidenceLink,
} from './verifyChange';
import {
  compareWithCheckpoints,
  findBrokenCheckpoint,
} from './verifyCheckpoints';
import {
  countedBreakGlass,
  toUse,
  type BreakGlassUse,
} from './verifyBreakGlass';
import { chainsOf, findBrokenEntry } from './verifyEntries';
import {
  createSignatureCheck,
  type SignatureCheck,
  type VerifySignature,
} from './verifySignatures';

/** @public */
export type EvidenceResult =
  | {
      ok: true;
      cluster: { uid: string; name: string };
      revisions: number;
      entries: number;
      checkpoints: number;
      /** Entries that no checkpoint has seen yet: their end may have been cut off. */
      uncovered: number;
      /** Changes that were applied without their approvals, with where their reviews stand. */
      brokenGlass: BreakGlassUse[];
    }
  | { ok: false; link: EvidenceLink; reason: string };

/**
 * Whether an export proves what it says: for each revision publication digest → plan digest → approvals → revision → proof
 * of applied, every entry of the record, every checkpoint, and their signatures. Names the first link that does not hold.
 * @public
 */
export async function verifyEvidence(
  evidence: Evidence,
  options: {
    /** Absent: signatures are not looked at, and who can write to the database can make all of it anew. */
    verifySignature?: VerifySignature;
    /** What was decided before this time may be unsigned, ISO 8601. */
    unsignedUntil?: string;
  } = {},
): Promise<EvidenceResult> {
  const { header } = evidence;
  if (!header) {
    return failed(
      'export',
      'The first line, which says what it is, is missing',
    );
  }
  const signatures = createSignatureCheck({
    verify: options.verifySignature,
    unsignedUntil: options.unsignedUntil,
  });
  const chains = chainsOf(evidence.entries);
  for (const chain of chains.values()) {
    const broken = findBrokenEntry(chain);
    if (broken) {
      return failed('activity', broken);
    }
  }
  const revisions = [...evidence.revisions].sort((a, b) => a.number - b.number);
  for (const [index, revision] of revisions.entries()) {
    if (revision.number !== index + 1) {
      return failed('revision', `Revision ${index + 1} is missing`);
    }
    const broken = await findBreakInRevision(revision, {
      evidence,
      chains,
      signatures,
      uid: header.cluster.uid,
    });
    if (broken) {
      return failed(broken.link, broken.reason);
    }
  }
  const broken = await findBrokenCheckpoint(evidence.checkpoints, signatures);
  if (broken) {
    return failed('checkpoint', broken);
  }
  let uncovered = 0;
  for (const chain of chains.values()) {
    const compared = compareWithCheckpoints(chain, evidence.checkpoints);
    if ('reason' in compared) {
      return failed('checkpoint', compared.reason);
    }
    uncovered += chain.length - compared.covered;
  }
  return {
    ok: true,
    cluster: header.cluster,
    revisions: revisions.length,
    entries: evidence.entries.length,
    checkpoints: evidence.checkpoints.length,
    uncovered,
    brokenGlass: evidence.changes.flatMap(change => toUse(change, evidence)),
  };
}

function failed(link: EvidenceLink, reason: string): EvidenceResult {
  return { ok: false, link, reason };
}

async function findBreakInRevision(
  revision: Revision,
  options: {
    evidence: Evidence;
    chains: Map<string, RecordEntry[]>;
    signatures: SignatureCheck;
    uid: string;
  },
): Promise<Break | undefined> {
  const { evidence, chains, signatures, uid } = options;
  const { versions, approvals } = evidence;
  const name = `revision ${revision.number}`;
  const chain = chains.get(`cluster:${uid}`) ?? [];
  if (revision.state === 'abandoned') {
    // Its change was planned again since, and has another plan.
    return isApplied(revision, chain)
      ? { link: 'applied', reason: `It was applied, ${name}, not abandoned` }
      : undefined;
  }
  const change = evidence.changes.find(it => it.id === revision.changeId);
  if (!change) {
    return { link: 'plan', reason: `The change of ${name} is missing` };
  }
  if (revision.clusterUid !== uid || change.subject !== uid) {
    return { link: 'revision', reason: `It is ${name} of another cluster` };
  }
  for (const { name: profile, version } of revision.desired.profiles) {
    const published = versions.find(
      it => it.profile === profile && it.version === version,
    );
    const publication = evidence.changes.find(
      it => it.id === published?.changeId,
    );
    if (
      !published ||
      publication?.plan.publication?.digest !== published.digest
    ) {
      return {
        link: 'publication',
        reason: `Nobody published ${profile} ${version} with this digest`,
      };
    }
    const broken = await findBreakInChange({
      change: publication,
      evidence,
      chain: chains.get(`profile:${profile}`) ?? [],
      signatures,
    });
    if (broken) {
      return { link: 'publication', reason: broken.reason };
    }
  }
  const result = verifyChain({
    revision,
    change: { ...change, plan: change.plan as Plan },
    approvals: approvals.filter(
      it => it.changeId === change.id && it.plannedAt === change.plan.plannedAt,
    ),
    breakGlass: countedBreakGlass(change, evidence),
    versions,
  });
  if (!result.ok) {
    return { link: result.link, reason: `${result.reason} (${name})` };
  }
  const broken = await findBreakInChange({
    change,
    evidence,
    chain,
    signatures,
  });
  if (broken) {
    return broken;
  }
  if (change.revision !== revision.number) {
    return {
      link: 'revision',
      reason: `It was accepted as revision ${change.revision}, not as ${name}`,
    };
  }
  return revision.state === 'applied' && !isApplied(revision, chain)
    ? {
        link: 'applied',
        reason: `The record does not have the proof that ${name} was applied`,
      }
    : undefined;
}

/** Whether the record has the proof. */
function isApplied(
  { number, changeId, state }: Revision,
  chain: readonly RecordEntry[],
): boolean {
  return chain.some(
    it =>
      it.type === 'change-applied' &&
      it.changeId === changeId &&
      // Entries from before there were differences do not say which.
      (it.difference
        ? it.difference.revision?.after === number
        : state === 'applied'),
  );
}
