import type { PolicySnapshot } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { GroupDirectory } from '../permissions/GroupDirectory';

/** Members of the groups that the policies name. */
export async function membersByGroup(
  policy: Pick<PolicySnapshot, 'requirements'> | undefined,
  directory: GroupDirectory,
): Promise<Map<string, string[]>> {
  const members = new Map<string, string[]>();
  for (const { group } of policy?.requirements ?? []) {
    members.set(group, await directory.membersOf(group));
  }
  return members;
}
