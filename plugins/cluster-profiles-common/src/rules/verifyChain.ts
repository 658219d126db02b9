import type { Approval, ChangeKind, PolicySnapshot } from '../model/change';
import type { DesiredState, Revision } from '../model/desired';
import type { Plan } from '../model/plan';
import type { ProfileVersion } from '../model/profileVersion';
import { desiredDigest, planDigests, versionDigest } from './digests';
import {
  isExcluded,
  missingApprovals,
  type ApprovalByPerson,
} from './missingApprovals';

/** Everything that the chain runs through, as it is stored. @public */
export interface ChainInput {
  revision: Pick<Revision, 'clusterUid' | 'digest' | 'desired'>;
  change: {
    kind: ChangeKind;
    proposer: string;
    plan?: Plan;
    planDigest?: string;
    revisionDigest?: string;
    impactDigest?: string;
    policy?: PolicySnapshot;
  };
  /** All decisions of the change; those about other plans do not count. */
  approvals: Array<
    ApprovalByPerson & Pick<Approval, 'decision' | 'planDigest'>
  >;
  /** The change was applied without approvals, for this plan. */
  breakGlass?: { planDigest: string };
  /** The versions that the desired state names. */
  versions: Array<
    Pick<
      ProfileVersion,
      'profile' | 'version' | 'digest' | 'document' | 'files' | 'sources'
    >
  >;
}

/** @public */
export type ChainLink = 'publication' | 'plan' | 'approvals' | 'revision';

/** @public */
export type ChainResult =
  { ok: true } | { ok: false; link: ChainLink; reason: string };

/**
 * Whether what is about to be written is what was published, planned and approved:
 * publication digest → plan digest → approvals, or a use of break glass → revision. Everything is computed anew from the stored content.
 * @public
 */
export function verifyChain(input: ChainInput): ChainResult {
  const links: Array<[ChainLink, (chain: ChainInput) => string | undefined]> = [
    ['publication', breakInPublication],
    ['plan', breakInPlan],
    ['approvals', breakInApprovals],
    ['revision', breakInRevision],
  ];
  for (const [link, find] of links) {
    const reason = find(input);
    if (reason) {
      return { ok: false, link, reason };
    }
  }
  return { ok: true };
}

/** The state of a version does not matter here: a withdrawn version must stay removable, and it is what was approved. */
function breakInPublication({
  change,
  versions,
}: ChainInput): string | undefined {
  const desired = change.plan?.desired;
  if (!desired) {
    return undefined; // The next link says so.
  }
  for (const { name, version, digest, type } of desired.profiles) {
    const published = versions.find(
      it => it.profile === name && it.version === version,
    );
    if (!published) {
      return `Version ${version} of profile ${name} is not there`;
    }
    const { document, files } = published;
    if (versionDigest(document, files) !== published.digest) {
      return `The content of ${name} ${version} does not have the digest that it was published with`;
    }
    if (published.digest !== digest) {
      return `${name} ${version} has another digest than the plan names`;
    }
    if (
      document.metadata.name !== name ||
      document.spec.version !== version ||
      document.spec.type !== type
    ) {
      return `The document of ${name} ${version} is about another version`;
    }
  }
  return breakInLayers(desired, versions);
}

function breakInLayers(
  desired: DesiredState,
  versions: ChainInput['versions'],
): string | undefined {
  for (const layer of desired.layers) {
    const reference = desired.profiles.find(it => it.name === layer.profile);
    const published = versions.find(
      it => it.profile === reference?.name && it.version === reference.version,
    );
    const written = published?.document.spec.layers.find(
      it => it.name === layer.name,
    );
    if (!published || !written || written.kind !== layer.kind) {
      return `Layer ${layer.name} is not in the profile that the plan takes it from`;
    }
    if (written.version !== layer.version && !written.version.includes('${{')) {
      return `Layer ${layer.name} has another version than ${published.profile} ${published.version} says`;
    }
    const pinned = published.sources.find(it => it.layer === layer.name);
    if (pinned?.sha256 !== layer.sha256 || pinned?.address !== layer.address) {
      return `The bytes of layer ${layer.name} are not those pinned by ${published.profile} ${published.version}`;
    }
  }
  return undefined;
}

function breakInPlan({ revision, change }: ChainInput): string | undefined {
  const { plan, kind } = change;
  if (!plan?.desired) {
    return 'The change has no plan of a cluster';
  }
  const computed = planDigests(kind, plan);
  const names = ['revisionDigest', 'impactDigest', 'planDigest'] as const;
  for (const name of names) {
    if (computed[name] !== change[name] || computed[name] !== plan[name]) {
      return `The ${name} of the change is not that of its plan`;
    }
  }
  return plan.desired.cluster.uid === revision.clusterUid
    ? undefined
    : 'The plan is about another cluster';
}

function breakInApprovals({
  change,
  approvals,
  breakGlass,
}: ChainInput): string | undefined {
  const { policy, planDigest, proposer } = change;
  if (!policy) {
    return 'The change does not say what its policies demanded';
  }
  const decisions = approvals.filter(it => it.planDigest === planDigest);
  const rejected = decisions.find(it => it.decision === 'rejected');
  if (rejected) {
    return `${rejected.approver} rejected this plan`;
  }
  if (breakGlass && breakGlass.planDigest === planDigest) {
    return undefined;
  }
  const never = [proposer, ...policy.excluded];
  const missing = missingApprovals(
    policy.requirements,
    decisions.filter(
      it => it.decision === 'approved' && !isExcluded(never, it),
    ),
  );
  return missing.length
    ? `Approvals are missing: ${missing
        .map(({ count, group }) => `${count} of ${group}`)
        .join(', ')}`
    : undefined;
}

function breakInRevision({ revision, change }: ChainInput): string | undefined {
  if (revision.digest !== change.revisionDigest) {
    return 'The revision has another digest than the approved plan';
  }
  if (
    desiredDigest(revision.desired) !== desiredDigest(change.plan!.desired!)
  ) {
    return 'The desired state of the revision is not that of the approved plan';
  }
  return undefined;
}
