import type { ClusterRow } from '../database/tables';
import { nameOf } from '../permissions/nameOf';

/** Why the caller may not end deletions of a cluster by force; undefined when he may. Pure. */
export function whyNotForce(
  { name, owner_ref: owner }: Pick<ClusterRow, 'name' | 'owner_ref'>,
  options: { permissionsEnabled: boolean; allowed: boolean },
): string | undefined {
  if (!options.permissionsEnabled) {
    return 'Forcing a deletion needs permissions: set permission.enabled and a policy';
  }
  return options.allowed
    ? undefined
    : `You may not force the deletion of cluster '${name}'; ask ${nameOf(owner)}`;
}
