import type { Change } from '@cluster-profiles/plugin-cluster-profiles-common';

/** What a planned change does or waits for, in words for its requester. */
export function nextStep(
  change: Pick<Change, 'state' | 'approval' | 'differsFromSeen'>,
): string {
  const next = waitsOrStarts(change);
  return change.differsFromSeen
    ? `${next} Its plan differs from the one you saw: look at the change.`
    : next;
}

function waitsOrStarts({
  state,
  approval,
}: Pick<Change, 'state' | 'approval'>) {
  const missing = (approval?.missing ?? []).map(
    ({ group, count }) =>
      `${count} ${count === 1 ? 'approval' : 'approvals'} from ${group.replace(/^.*\//, '')}`,
  );
  if (state === 'awaiting-approval') {
    return missing.length > 0
      ? `It waits for ${missing.join(' and ')}. Those who may approve are told.`
      : 'It waits for an approval.';
  }
  return state === 'accepted' || state === 'applying' || state === 'applied'
    ? 'It needs no further approval: the work has begun.'
    : `The change is ${state}: its page says why.`;
}
