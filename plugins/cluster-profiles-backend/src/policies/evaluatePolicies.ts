import type {
  AccessRole,
  ApprovalRequirement,
  ChangeKind,
  PolicySnapshot,
  RollbackClass,
  Stage,
  Target,
  WindowSet,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { canonicalDigest } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { PolicyConfig } from '../config/ClusterProfilesConfig';
import { waitsForWindow } from './heldKinds';
import { matchesPolicy } from './matchPolicy';

/** What policies look at. */
export interface PolicySubject {
  kind: ChangeKind;
  /** Absent for changes of profile versions. */
  stage?: Stage;
  target?: string;
  /** Name; absent for changes of profile versions. */
  cluster?: string;
  profile: string;
  lifecycle: string;
  owner: string;
  /** Nodes after the change, control plane included. */
  nodes?: number;
  rollbackClass: RollbackClass;
  /** The cluster differs from what is desired of it. */
  drifted?: boolean;
  /** Layer repositories that the layers come from. */
  repositories?: string[];
  /** Of an access that is asked for. */
  role?: AccessRole;
  /** Publication whose authors nobody attests: one approval more. */
  authorsUnknown?: boolean;
  /** An edit on the cluster is adopted, and nobody knows whose: one approval more. */
  editorUnknown?: boolean;
  /** Owner who has to give a name away. */
  ownerBefore?: string;
  /** Proposer, authors, and whoever made an edit that is adopted. */
  excluded: string[];
}

/** What the policies are evaluated with. */
export interface PolicyRules {
  policies: readonly PolicyConfig[];
  platformGroup: string;
  expiryHours: number;
  /** With their windows. */
  targets?: ReadonlyArray<Pick<Target, 'name' | 'windows'>>;
}

/**
 * What the policies demand of a change. All that match combine; for one group the higher number counts. Where none says anything about
 * approvals, development and access need none, all else one of the platform group. Nothing reaches production without an approval
 * unless a policy says so in so many words.
 */
export function evaluatePolicies(
  subject: PolicySubject,
  rules: PolicyRules,
): PolicySnapshot {
  const matching = rules.policies.filter(policy =>
    matchesPolicy(policy.match, subject),
  );
  const wanted: ApprovalRequirement[] = matching.flatMap(policy =>
    (policy.require ?? []).map(({ group, approvals }) => ({
      group,
      count: approvals,
      policies: [policy.name],
      reason: policy.reason ?? `policy ${policy.name}`,
    })),
  );
  const reason = wanted.length ? undefined : whyByDefault(subject, matching);
  if (reason) {
    wanted.push({
      group: rules.platformGroup,
      count: 1,
      policies: ['default'],
      reason,
    });
  }
  const requirements = combine(wanted);
  if (subject.authorsUnknown) {
    addOne(requirements, rules.platformGroup, 'nobody attests who wrote it');
  }
  if (subject.editorUnknown) {
    addOne(
      requirements,
      rules.platformGroup,
      'nobody knows who made the edit that it adopts',
    );
  }
  if (subject.ownerBefore) {
    addOne(
      requirements,
      subject.ownerBefore,
      'the name belongs to this owner so far',
    );
  }
  return {
    requirements,
    excluded: [
      ...new Set([
        ...subject.excluded,
        ...matching.flatMap(policy => policy.exclude ?? []),
      ]),
    ].sort(),
    expiryHours: Math.min(
      rules.expiryHours,
      ...matching.flatMap(policy => policy.expiryHours ?? []),
    ),
    ...withWindows(windowSets(subject, { rules, matching })),
  };
}

/** Why one of the platform group has to approve although no policy asks for anybody; undefined where nobody has to. */
function whyByDefault(
  { kind, stage }: PolicySubject,
  matching: readonly PolicyConfig[],
): string | undefined {
  if (kind === 'access' || stage === 'development') {
    return undefined;
  }
  if (matching.every(policy => policy.require === undefined)) {
    return stage
      ? `changes in ${stage} need an approval`
      : 'publications need an approval';
  }
  return stage === 'production' &&
    !matching.some(policy => policy.allowUnapprovedProduction)
    ? 'nothing changes in production without an approval'
    : undefined;
}

/** The windows of the target and of every policy that matches. */
function windowSets(
  { kind, target }: PolicySubject,
  {
    rules,
    matching,
  }: { rules: PolicyRules; matching: readonly PolicyConfig[] },
): WindowSet[] {
  if (!waitsForWindow(kind)) {
    return [];
  }
  return [
    ...(rules.targets ?? [])
      .filter(({ name }) => name === target)
      .map(({ name, windows }) => ({ of: `target ${name}`, windows })),
    ...matching.map(({ name, windows }) => ({ of: `policy ${name}`, windows })),
  ].flatMap(({ of, windows }) => (windows?.length ? [{ of, windows }] : []));
}

/** Absent where there are none, so that signatures of what was accepted before there were windows hold. */
function withWindows(sets: WindowSet[]): Pick<PolicySnapshot, 'windows'> {
  const byDigest = new Map(sets.map(set => [canonicalDigest(set), set]));
  return byDigest.size > 0 ? { windows: [...byDigest.values()] } : {};
}

/** The stricter of two snapshots, part by part. */
export function stricterPolicy(
  then: PolicySnapshot,
  now: PolicySnapshot,
): PolicySnapshot {
  return {
    requirements: combine([...then.requirements, ...now.requirements]),
    excluded: [...new Set([...then.excluded, ...now.excluded])].sort(),
    expiryHours: Math.min(then.expiryHours, now.expiryHours),
    ...withWindows([...(then.windows ?? []), ...(now.windows ?? [])]),
  };
}

function combine(requirements: ApprovalRequirement[]): ApprovalRequirement[] {
  const byGroup = new Map<string, ApprovalRequirement>();
  for (const requirement of requirements) {
    const known = byGroup.get(requirement.group);
    byGroup.set(
      requirement.group,
      known
        ? {
            group: known.group,
            count: Math.max(known.count, requirement.count),
            policies: [
              ...new Set([...known.policies, ...requirement.policies]),
            ].sort(),
            reason: [
              ...new Set(
                [known.reason, requirement.reason].flatMap(reason =>
                  reason.split('; '),
                ),
              ),
            ].join('; '),
          }
        : { ...requirement },
    );
  }
  return [...byGroup.values()].sort((a, b) => (a.group < b.group ? -1 : 1));
}

function addOne(
  requirements: ApprovalRequirement[],
  group: string,
  reason: string,
): void {
  const known = requirements.find(requirement => requirement.group === group);
  if (known) {
    known.count += 1;
    known.reason = `${known.reason}; ${reason}`;
  } else {
    requirements.push({ group, count: 1, policies: ['built-in'], reason });
    requirements.sort((a, b) => (a.group < b.group ? -1 : 1));
  }
}
