import type { ApprovalRequirement } from '../model/change';

/** Somebody who approved, with the groups he was in when he did. @public */
export interface ApprovalByPerson {
  /** Entity reference. */
  approver: string;
  /** Entity references. */
  groups: string[];
}

/** Whether somebody's approval never counts: he is named, or a group that he is in. @public */
export function isExcluded(
  excluded: readonly string[],
  { approver, groups }: ApprovalByPerson,
): boolean {
  return excluded.some(ref => ref === approver || groups.includes(ref));
}

/**
 * Requirements with what is still missing of each; empty when all are satisfied. One person fills one slot, in the way
 * that leaves the fewest open. Whoever must not count has to be left out of `approvals`.
 * @public
 */
export function missingApprovals(
  requirements: readonly ApprovalRequirement[],
  approvals: readonly ApprovalByPerson[],
): ApprovalRequirement[] {
  const groupsByPerson = new Map<string, Set<string>>();
  for (const { approver, groups } of approvals) {
    const known = groupsByPerson.get(approver) ?? new Set();
    groups.forEach(group => known.add(group));
    groupsByPerson.set(approver, known);
  }

  const filledBy: string[][] = requirements.map(() => []);

  // Augmenting paths: a person takes a free slot, or one whose holder can move to another requirement.
  const place = (person: string, visited: Set<number>): boolean => {
    for (const [index, { group, count }] of requirements.entries()) {
      if (visited.has(index) || !groupsByPerson.get(person)!.has(group)) {
        continue;
      }
      visited.add(index);
      const holders = filledBy[index];
      if (holders.length < count) {
        holders.push(person);
        return true;
      }
      const movable = holders.findIndex(holder => place(holder, visited));
      if (movable >= 0) {
        holders[movable] = person;
        return true;
      }
    }
    return false;
  };

  for (const person of groupsByPerson.keys()) {
    place(person, new Set());
  }

  return requirements
    .map((requirement, index) => ({
      ...requirement,
      count: requirement.count - filledBy[index].length,
    }))
    .filter(({ count }) => count > 0);
}
