import {
  FINAL_CHANGE_STATES,
  type Change,
  type ChangeKind,
  type ChangeSummary,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { entityNames } from './EntityName/EntityName';

const KINDS: Record<ChangeKind, string> = {
  create: 'Create',
  import: 'Import',
  adopt: 'Adopt',
  'set-parameters': 'Set parameters of',
  resize: 'Resize',
  upgrade: 'Upgrade',
  'roll-back': 'Roll back',
  'add-profile': 'Add a profile to',
  'remove-profile': 'Remove a profile from',
  override: 'Override values of',
  'remove-override': 'End overrides of',
  retarget: 'Retarget',
  pause: 'Pause',
  resume: 'Resume',
  protect: 'Protect',
  'extend-lifetime': 'Move the end of',
  delete: 'Delete',
  access: 'Get access to',
  publish: 'Publish',
  deprecate: 'Deprecate',
  withdraw: 'Withdraw',
};

/** `Upgrade payments-prod`. */
export function changeTitle(
  change: Pick<ChangeSummary, 'kind' | 'subject'>,
): string {
  return `${KINDS[change.kind]} ${change.subject.name}`;
}

/** `Add a profile`, for filters. */
export function changeKindLabel(kind: ChangeKind): string {
  return KINDS[kind].replace(/ (of|to|from)$/, '');
}

/** Whether something is under way by itself, so that the page asks again soon. */
export function isMoving(change: Pick<ChangeSummary, 'state'>): boolean {
  return (
    change.state === 'planning' ||
    change.state === 'accepted' ||
    change.state === 'applying'
  );
}

export function isFinal(change: ChangeSummary): boolean {
  return FINAL_CHANGE_STATES.includes(change.state);
}

/** What happens next, one sentence for the header of a change. */
export function nextStep(change: Change): string {
  // The remedy follows in our own words, and every reason ends as a sentence.
  const said = change.stateReason?.replace(/; plan again$/, '');
  const reason = said ? ` ${said.replace(/([^.!?])$/, '$1.')}` : '';
  switch (change.state) {
    case 'planning':
      return 'The plan is being made.';
    case 'awaiting-approval': {
      const groups = change.approval?.missing ?? [];
      const wanted = groups.map(
        ({ count, group }) =>
          `${count} ${count === 1 ? 'approval' : 'approvals'} from ${entityNames([group])}`,
      );
      return wanted.length > 0
        ? `Waits for ${wanted.join(' and ')}.`
        : 'Waits for approval.';
    }
    case 'accepted':
      if (change.notBefore) {
        return `Accepted as revision ${change.revision}.${reason}`;
      }
      return change.revision
        ? `Accepted as revision ${change.revision}; it starts in a moment.`
        : 'Accepted; it starts in a moment.';
    case 'applying': {
      const { steps } = change;
      // What fails keeps the rest from being done.
      const index = [['failed'], ['running', 'waiting']]
        .map(states => steps.findIndex(({ state }) => states.includes(state)))
        .find(found => found >= 0);
      if (index === undefined) {
        return 'Is being carried out.';
      }
      const { title, message } = steps[index];
      const why = message ? ` (${message})` : '';
      return `Step ${index + 1} of ${steps.length}: ${title}${why}.`;
    }
    case 'applied':
      if (change.kind === 'access') {
        return `${change.stateReason}. Get the credentials at the cluster.`;
      }
      return 'Done and proven. Nothing more happens.';
    case 'failed':
      return `Failed.${reason} The revision is still desired: retry, or propose another change.`;
    case 'stale':
      return `The plan no longer holds.${reason} Plan again to see what it would do now.`;
    case 'superseded':
      return `Another change took its place.${reason}`;
    case 'rejected':
      return `Was rejected.${reason}`;
    case 'expired':
      return `Nobody decided in time.${reason}`;
    default:
      return `Was cancelled.${reason}`;
  }
}
