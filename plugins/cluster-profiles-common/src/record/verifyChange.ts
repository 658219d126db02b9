import type { Plan } from '../model/plan';
import { planDigests } from '../rules/digests';
import { isExcluded, missingApprovals } from '../rules/missingApprovals';
import type { ChainLink } from '../rules/verifyChain';
import type { RecordEntry } from './entries';
import type { Evidence, EvidenceApproval, EvidenceChange } from './evidence';
import {
  acceptanceStatement,
  approvalStatement,
  withdrawalStatement,
} from './statements';
import { countedBreakGlass, findBreakInGlass } from './verifyBreakGlass';
import type { SignatureCheck } from './verifySignatures';

/** A link of the evidence: of the chain from publication to revision, or of what was recorded on the way. @public */
export type EvidenceLink =
  ChainLink | 'export' | 'applied' | 'activity' | 'checkpoint';

export interface Break {
  link: EvidenceLink;
  reason: string;
}

/** Approvals of the plan that was accepted; those of earlier plans do not count. */
export function countedApprovals(
  change: EvidenceChange,
  approvals: readonly EvidenceApproval[],
): EvidenceApproval[] {
  return approvals.filter(
    it =>
      it.changeId === change.id &&
      it.planDigest === change.planDigest &&
      it.plannedAt === change.plan.plannedAt,
  );
}

/** What is wrong with a change by itself: its plan, who approved it, and what the record says about both. */
export async function findBreakInChange(options: {
  change: EvidenceChange;
  evidence: Pick<Evidence, 'approvals' | 'breakGlass' | 'reviews'>;
  /** Chain of its subject. */
  chain: readonly RecordEntry[];
  signatures: SignatureCheck;
}): Promise<Break | undefined> {
  const { change, chain, evidence, signatures } = options;
  const digests = planDigests(change.kind, change.plan as Plan);
  for (const name of [
    'revisionDigest',
    'impactDigest',
    'planDigest',
  ] as const) {
    if (digests[name] !== change[name]) {
      return {
        link: 'plan',
        reason: `The ${name} of change ${change.id} is not that of its plan`,
      };
    }
  }
  const approvals = countedApprovals(change, evidence.approvals);
  const reason =
    (await findUnsigned({ change, approvals, signatures })) ??
    (await findBreakInGlass(change, { uses: evidence, chain, signatures })) ??
    (countedBreakGlass(change, evidence)
      ? undefined
      : findMissing(change, approvals)) ??
    findUnrecorded(change, approvals, chain);
  return reason === undefined ? undefined : { link: 'approvals', reason };
}

async function findUnsigned(options: {
  change: EvidenceChange;
  approvals: readonly EvidenceApproval[];
  signatures: SignatureCheck;
}): Promise<string | undefined> {
  const { change, approvals, signatures } = options;
  for (const approval of approvals) {
    const { signed, withdrawn, ...decision } = approval;
    const wrong = await signatures.whyNot({
      at: approval.at,
      signed,
      statement: approvalStatement(decision),
    });
    if (wrong) {
      return `The decision of ${approval.approver} on change ${change.id} ${wrong}`;
    }
    const wrongly =
      withdrawn &&
      (await signatures.whyNot({
        at: withdrawn.at,
        signed: withdrawn.signed,
        statement: withdrawalStatement({
          changeId: change.id,
          approver: decision.approver,
          planDigest: decision.planDigest,
          plannedAt: decision.plannedAt,
          approvedAt: decision.at,
          at: withdrawn.at,
        }),
      }));
    if (wrongly) {
      return `The withdrawal by ${approval.approver} on change ${change.id} ${wrongly}`;
    }
  }
  const wrong = await signatures.whyNot({
    at: change.acceptedAt,
    signed: change.signed,
    statement: acceptanceStatement({
      changeId: change.id,
      subject: change.subject,
      revision: change.revision,
      planDigest: change.planDigest,
      policy: change.policy,
      at: change.acceptedAt,
    }),
  });
  return wrong && `The acceptance of change ${change.id} ${wrong}`;
}

function findMissing(
  change: EvidenceChange,
  approvals: readonly EvidenceApproval[],
): string | undefined {
  const never = [change.proposer, ...change.policy.excluded];
  const missing = missingApprovals(
    change.policy.requirements,
    approvals.filter(
      it =>
        it.decision === 'approved' && !it.withdrawn && !isExcluded(never, it),
    ),
  );
  return missing.length > 0
    ? `Approvals of change ${change.id} are missing: ${missing
        .map(({ count, group }) => `${count} of ${group}`)
        .join(', ')}`
    : undefined;
}

/** Whoever decides writes it into the chain, in the same transaction. */
function findUnrecorded(
  change: EvidenceChange,
  approvals: readonly EvidenceApproval[],
  chain: readonly RecordEntry[],
): string | undefined {
  const about = chain.filter(it => it.changeId === change.id);
  const decided = (type: string, digest = change.planDigest) =>
    about.filter(
      it =>
        it.type === type &&
        // Entries from before there were differences have none.
        (it.difference?.planDigest?.after ?? digest) === digest,
    );
  const silent = approvals.find(
    ({ approver, decision }) =>
      decision === 'approved' &&
      !decided('change-approved').some(
        ({ said }) => !said || said.actor === approver,
      ),
  );
  if (silent) {
    return `The record does not have the approval of ${silent.approver} on change ${change.id}`;
  }
  const kept = approvals.find(
    ({ approver, decision, withdrawn }) =>
      decision === 'approved' &&
      !withdrawn &&
      decided('approval-withdrawn').some(
        ({ difference, said }) =>
          said?.actor === approver &&
          difference?.plannedAt?.after === change.plan.plannedAt,
      ),
  );
  if (kept) {
    return `The record has a withdrawal of the approval of ${kept.approver} on change ${change.id}`;
  }
  const accepted = decided('change-accepted').some(
    ({ difference }) =>
      (difference?.revision?.after ?? change.revision) === change.revision,
  );
  return accepted
    ? undefined
    : `The record does not have the acceptance of change ${change.id}`;
}
