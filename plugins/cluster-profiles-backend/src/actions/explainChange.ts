import type { Change } from '@cluster-profiles/plugin-cluster-profiles-common';
import { nameOf } from '../permissions/nameOf';

/** Where a change stands, in words; nothing that the change itself does not tell its reader. Pure. */
export function explainChange(change: Change): {
  state: string;
  summary: string;
  explanation: string[];
} {
  const { state, stateReason, summary, plan, approval, steps } = change;
  const waits = (approval?.missing ?? []).map(
    ({ group, count, reason }) =>
      `It waits for ${count === 1 ? 'an approval' : `${count} approvals`} of ${nameOf(group)}: ${reason}`,
  );
  const given = (approval?.given ?? []).map(
    ({ approver, decision, comment }) =>
      `${nameOf(approver)} ${decision} it${comment ? `: ${comment}` : ''}`,
  );
  const findings = (plan?.findings ?? [])
    .filter(({ severity }) => severity !== 'ok')
    .map(
      ({ severity, message, remedy }) =>
        `${severity === 'block' ? 'Blocked' : 'Warning'}: ${message}${remedy ? `. ${remedy}` : ''}`,
    );
  const underWay = steps
    .filter(step => ['waiting', 'running', 'failed'].includes(step.state))
    .map(
      step =>
        `Step '${step.title}' is ${step.state}${step.message ? `: ${step.message}` : ''}`,
    );
  return {
    state,
    summary,
    explanation: [
      `${nameOf(change.proposer)} proposed it; it is ${state}${stateReason ? `: ${stateReason}` : ''}`,
      ...findings,
      ...given,
      ...(state === 'awaiting-approval' ? waits : []),
      ...underWay,
    ],
  };
}
