import {
  MAX_ACCESS_HOURS,
  type AccessPlan,
} from '@cluster-profiles/plugin-cluster-profiles-common';

/** When an access ends that was granted at a time: never later than after the longest that there is. */
export function endOfAccess(
  { hours }: Pick<AccessPlan, 'hours'>,
  grantedAt: string,
): string {
  const milliseconds = Math.min(hours, MAX_ACCESS_HOURS) * 3_600_000;
  return new Date(Date.parse(grantedAt) + milliseconds).toISOString();
}
