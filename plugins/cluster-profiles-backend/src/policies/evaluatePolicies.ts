import type {
  AccessRole,
  ApprovalRequirement,
  ChangeKind,
  PolicySnapshot,
  RollbackClass,
  Stage,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type {
  PolicyConfig,
  PolicyMatch,
} from '../config/ClusterProfilesConfig';

/** What policies look at. */
export interface PolicySubject {
  kind: ChangeKind;
  /** Absent for changes of profile versions. */
  stage?: Stage;
  target?: string;
  profile: string;
  lifecycle: string;
  owner: string;
  /** Nodes after the change, control plane included. */
  nodes?: number;
  rollbackClass: RollbackClass;
  /** Of an access that is asked for. */
  role?: AccessRole;
  /** Publication whose authors nobody attests: one approval more. */
  authorsUnknown?: boolean;
  /** Owner who has to give a name away. */
  ownerBefore?: string;
  /** Proposer and authors. */
  excluded: string[];
}

/**
 * What the policies demand of a change. All that match combine; for one group the higher number counts. Without a match
 * development and access need nothing, all else one approval of the platform group.
 */
export function evaluatePolicies(
  subject: PolicySubject,
  config: {
    policies: PolicyConfig[];
    platformGroup: string;
    expiryHours: number;
  },
): PolicySnapshot {
  const matching = config.policies.filter(policy =>
    matches(policy.match, subject),
  );
  const wanted: ApprovalRequirement[] = matching.flatMap(policy =>
    policy.require.map(({ group, approvals }) => ({
      group,
      count: approvals,
      policies: [policy.name],
      reason: policy.reason ?? `policy ${policy.name}`,
    })),
  );
  if (
    matching.length === 0 &&
    subject.kind !== 'access' &&
    subject.stage !== 'development'
  ) {
    wanted.push({
      group: config.platformGroup,
      count: 1,
      policies: ['default'],
      reason: subject.stage
        ? `changes in ${subject.stage} need an approval`
        : 'publications need an approval',
    });
  }
  const requirements = combine(wanted);
  if (subject.authorsUnknown) {
    addOne(requirements, config.platformGroup, 'nobody attests who wrote it');
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
    excluded: [...new Set(subject.excluded)].sort(),
    expiryHours: Math.min(
      config.expiryHours,
      ...matching.flatMap(policy => policy.expiryHours ?? []),
    ),
  };
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
  };
}

function matches(match: PolicyMatch, subject: PolicySubject): boolean {
  const among = (values: string[] | undefined, value: string | undefined) =>
    !values || (value !== undefined && values.includes(value));
  return (
    // Access changes nothing, so that only policies that mean it ask for approvals of it.
    (match.kind
      ? match.kind.includes(subject.kind)
      : subject.kind !== 'access') &&
    among(match.role, subject.role) &&
    among(match.stage, subject.stage) &&
    among(match.target, subject.target) &&
    among(match.profile, subject.profile) &&
    among(match.lifecycle, subject.lifecycle) &&
    among(match.owner, subject.owner) &&
    among(match.rollbackClass, subject.rollbackClass) &&
    (match.nodesAtLeast === undefined ||
      (subject.nodes ?? 0) >= match.nodesAtLeast)
  );
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
