import type { DesiredState } from '@cluster-profiles/plugin-cluster-profiles-common';

/** Whether a change makes an imported cluster one of ours. */
export function isAdoption(
  before: DesiredState | undefined,
  desired: DesiredState,
): boolean {
  return before?.observeOnly === true && !desired.observeOnly;
}
