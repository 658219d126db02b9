import {
  BREAK_GLASS_REVIEWS,
  type PolicySnapshot,
  type PossibleReview,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { excludedUsers, membersByGroup } from '../changes/membersByGroup';
import type { GroupDirectory } from '../permissions/GroupDirectory';
import { anyOf } from '../permissions/nameOf';

type Demanded = Pick<PolicySnapshot, 'requirements' | 'excluded'>;

/** Who reviews a use of break glass: members of the groups that would have had to approve and of the platform group, but for whom it is about. */
export function reviewParties(options: {
  /** What was demanded when it was planned; null before that. */
  policy: Demanded | null;
  proposer: string;
  /** Who breaks the glass; absent while nobody does. */
  actor?: string;
  platformGroup: string;
}): { groups: string[]; excluded: string[] } {
  const { policy, proposer, actor, platformGroup } = options;
  return {
    groups: [
      ...new Set([
        ...(policy?.requirements ?? []).map(({ group }) => group),
        platformGroup,
      ]),
    ],
    excluded: [
      ...new Set([
        ...(actor === undefined ? [] : [actor]),
        proposer,
        ...(policy?.excluded ?? []),
      ]),
    ],
  };
}

/** How many could review a use of break glass, and what to do where that is not enough. */
export async function possibleReview(
  options: Parameters<typeof reviewParties>[0],
  directory: GroupDirectory,
): Promise<PossibleReview> {
  const { groups, excluded } = reviewParties(options);
  const membersOf = await membersByGroup(
    { requirements: groups.map(group => ({ group })), excluded },
    directory,
  );
  const out = excludedUsers({ excluded }, membersOf);
  const able = new Set(
    groups
      .flatMap(group => membersOf.get(group) ?? [])
      .filter(user => !out.includes(user)),
  );
  return {
    groups,
    people: able.size,
    ...(able.size < BREAK_GLASS_REVIEWS && {
      remedy: remedyOf(options.policy, groups),
    }),
  };
}

function remedyOf(policy: Demanded | null, groups: readonly string[]): string {
  const policies = [
    ...new Set((policy?.requirements ?? []).flatMap(it => it.policies)),
  ].filter(name => name !== 'default');
  return `Add members to ${anyOf(groups)}, or let ${
    policies.length > 0
      ? `policy ${policies.map(name => `'${name}'`).join(' or ')}`
      : 'a policy'
  } ask for a group that has more; whoever breaks the glass, the proposer, the authors and whom policies exclude never count`;
}
