import type { PolicySnapshot } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { GroupDirectory } from '../permissions/GroupDirectory';

/** Members of the groups that the policies name, those that are excluded included. */
export async function membersByGroup(
  policy:
    | {
        requirements: ReadonlyArray<{ group: string }>;
        excluded: readonly string[];
      }
    | undefined,
  directory: GroupDirectory,
): Promise<Map<string, string[]>> {
  const members = new Map<string, string[]>();
  const groups = [
    ...(policy?.requirements ?? []).map(({ group }) => group),
    ...(policy?.excluded ?? []).filter(ref => ref.startsWith('group:')),
  ];
  for (const group of groups) {
    members.set(group, await directory.membersOf(group));
  }
  return members;
}

/** Users whose approvals never count, by themselves or through a group. */
export function excludedUsers(
  { excluded }: Pick<PolicySnapshot, 'excluded'>,
  membersOf: ReadonlyMap<string, string[]>,
): string[] {
  return excluded.flatMap(ref => membersOf.get(ref) ?? [ref]);
}
