import type { ChangeKind, PolicySnapshot } from '../model/change';
import type { Revision } from '../model/desired';
import type { Plan, PublicationPlan } from '../model/plan';
import type { ProfileVersion } from '../model/profileVersion';
import type { RecordEntry } from './entries';
import type {
  RecordCheckpoint,
  RecordSignature,
  SignedApproval,
  SignedBreakGlass,
  SignedReview,
} from './statements';

/** First line of an export for proof. @public */
export interface EvidenceHeader {
  /** Of this format. */
  format: 1;
  cluster: { uid: string; name: string };
  at: string;
  /** Keys that the installation has; take the keys themselves from whoever holds them, not from here. */
  keyIds: string[];
}

/** What the digests of a plan cover. @public */
export interface EvidencePlan extends Pick<
  Plan,
  | 'baseRevision'
  | 'desired'
  | 'machinesReplaced'
  | 'objects'
  | 'findings'
  | 'rollbackClass'
  | 'revisionDigest'
  | 'impactDigest'
  | 'planDigest'
  | 'plannedAt'
> {
  publication?: Omit<
    PublicationPlan,
    'usedBy' | 'followers' | 'hiddenClusters'
  >;
}

/** An accepted change of the cluster, or the publication of a version that it uses. @public */
export interface EvidenceChange {
  id: string;
  kind: ChangeKind;
  /** UID of the cluster or name of the profile. */
  subject: string;
  proposer: string;
  plan: EvidencePlan;
  planDigest: string;
  revisionDigest: string;
  impactDigest: string;
  policy: PolicySnapshot;
  revision: number | null;
  acceptedAt: string;
  /** Absent where no key is configured. */
  signed?: RecordSignature;
}

/** @public */
export interface EvidenceApproval extends SignedApproval {
  /** Since when it does not count any more; absent of all others. */
  withdrawn?: { at: string; signed?: RecordSignature };
  /** Absent where no key is configured. */
  signed?: RecordSignature;
}

/** A change of the cluster that was applied without its approvals. @public */
export interface EvidenceBreakGlass extends SignedBreakGlass {
  /** Absent where no key is configured. */
  signed?: RecordSignature;
}

/** @public */
export interface EvidenceReview extends SignedReview {
  /** Absent where no key is configured. */
  signed?: RecordSignature;
}

/** @public */
export type EvidenceVersion = Pick<
  ProfileVersion,
  | 'profile'
  | 'version'
  | 'digest'
  | 'document'
  | 'files'
  | 'sources'
  | 'changeId'
>;

/** One line of an export for proof, by what it holds. @public */
export type EvidenceLine =
  | { evidence: EvidenceHeader }
  | { version: EvidenceVersion }
  | { change: EvidenceChange }
  | { approval: EvidenceApproval }
  | { breakGlass: EvidenceBreakGlass }
  | { review: EvidenceReview }
  | { revision: Revision }
  | { entry: RecordEntry }
  | { checkpoint: RecordCheckpoint };

/** An export for proof, sorted by kind. @public */
export interface Evidence {
  header?: EvidenceHeader;
  versions: EvidenceVersion[];
  changes: EvidenceChange[];
  approvals: EvidenceApproval[];
  breakGlass: EvidenceBreakGlass[];
  reviews: EvidenceReview[];
  revisions: Revision[];
  entries: RecordEntry[];
  checkpoints: RecordCheckpoint[];
}

/** @public */
export function emptyEvidence(): Evidence {
  return {
    versions: [],
    changes: [],
    approvals: [],
    breakGlass: [],
    reviews: [],
    revisions: [],
    entries: [],
    checkpoints: [],
  };
}

/** Adds a line of an export, or of a file of checkpoints. Throws a `TypeError` for what is no such line. @public */
export function addEvidenceLine(evidence: Evidence, text: string): void {
  const line = JSON.parse(text) as EvidenceLine;
  if ('evidence' in line) {
    if (line.evidence.format !== 1) {
      throw new TypeError(`has format ${line.evidence.format}, not 1`);
    }
    if (evidence.header) {
      throw new TypeError('is the first line of another export');
    }
    evidence.header = line.evidence;
  } else if ('version' in line) {
    evidence.versions.push(line.version);
  } else if ('change' in line) {
    evidence.changes.push(line.change);
  } else if ('approval' in line) {
    evidence.approvals.push(line.approval);
  } else if ('breakGlass' in line) {
    evidence.breakGlass.push(line.breakGlass);
  } else if ('review' in line) {
    evidence.reviews.push(line.review);
  } else if ('revision' in line) {
    evidence.revisions.push(line.revision);
  } else if ('entry' in line) {
    evidence.entries.push(line.entry);
  } else if ('checkpoint' in line) {
    evidence.checkpoints.push(line.checkpoint);
  } else {
    throw new TypeError('is of no kind that this verifier knows');
  }
}
