import type { ProfileVersionState } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { InTransaction } from '../../changes/types';
import type { ProfileVersionRow } from '../../database/tables';
import { refreshShown } from './refreshShown';

/** Moves a version from one of some states to another; false when it was in none of them and nothing was written. */
export async function setVersionState(
  tx: InTransaction,
  options: {
    profile: string;
    version: string;
    from: ProfileVersionState[];
    to: ProfileVersionState;
    reason: string;
    endOfLife?: string;
    at: string;
  },
): Promise<boolean> {
  const { profile, version, from, to, reason, endOfLife, at } = options;
  const updated = await tx<ProfileVersionRow>('profile_versions')
    .where({ profile, version })
    .whereIn('state', from)
    .update({
      state: to,
      state_reason: reason,
      state_changed_at: at,
      ...(endOfLife === undefined ? {} : { end_of_life: endOfLife }),
    });
  if (updated === 1) {
    await refreshShown(tx, profile);
  }
  return updated === 1;
}
