import {
  CLUSTER_CHANGE_KINDS,
  isNewClusterKind,
  type ChangeState,
  type PolicySnapshot,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ChangeRow } from '../database/tables';
import { clusterLink } from './clusterLink';
import type { Notice } from './types';

/** Whom a change that came into a state concerns, and what he is told; undefined when nobody needs to know. */
export function changeNotice(
  change: Pick<
    ChangeRow,
    | 'id'
    | 'kind'
    | 'summary'
    | 'subject_name'
    | 'proposer'
    | 'owner_ref'
    | 'policy'
    | 'state_reason'
    | 'seed'
  >,
  state: ChangeState,
): Notice | undefined {
  if (change.seed) {
    return undefined;
  }
  const what = `${change.subject_name}: ${change.summary}`;
  const about = {
    link: `/cluster-profiles/changes/${change.id}`,
    // One notification per change and matter: a later one takes its place.
    scope: `change/${change.id}/${state}`,
  };
  const proposer = change.proposer.startsWith('user:')
    ? change.proposer
    : change.owner_ref;
  switch (state) {
    case 'awaiting-approval': {
      const policy: PolicySnapshot = JSON.parse(change.policy!);
      return {
        ...about,
        recipients: policy.requirements.map(({ group }) => group),
        exclude: policy.excluded,
        title: `Approval wanted for ${what}`,
        description: change.state_reason ?? undefined,
        severity: 'high',
        topic: 'approval-wanted',
      };
    }
    case 'accepted':
      return approved(change)
        ? {
            ...about,
            recipients: [proposer],
            exclude: [],
            title: `Approved: ${what}`,
            severity: 'normal',
            topic: 'decided',
          }
        : undefined;
    case 'rejected':
    case 'expired':
      return {
        ...about,
        recipients: [proposer],
        exclude: [],
        title: `${state === 'rejected' ? 'Rejected' : 'Expired'}: ${what}`,
        description: change.state_reason ?? undefined,
        severity: 'normal',
        topic: 'decided',
      };
    case 'stale':
      return {
        ...about,
        recipients: [proposer],
        exclude: [],
        title: `Must be planned again: ${what}`,
        description: change.state_reason ?? undefined,
        severity: 'normal',
        topic: 'decided',
      };
    case 'applied':
      if (change.kind === 'access') {
        return {
          ...about,
          recipients: [proposer],
          exclude: [],
          title: `Granted: ${what}`,
          description: 'Get the credentials at the cluster',
          link: clusterLink(change.subject_name),
          severity: 'normal',
          topic: 'decided',
        };
      }
      if (isNewClusterKind(change.kind)) {
        return {
          ...about,
          recipients: [...new Set([proposer, change.owner_ref])],
          exclude: [],
          title: `Ready: ${change.subject_name}`,
          description: change.summary,
          link: clusterLink(change.subject_name),
          severity: 'normal',
          topic: 'ready',
        };
      }
      return {
        ...about,
        recipients: [proposer],
        exclude: [],
        title: `Done: ${what}`,
        severity: 'normal',
        topic: 'applied',
      };
    case 'failed':
      return {
        ...about,
        recipients: [...new Set([proposer, change.owner_ref])],
        exclude: [],
        title: `Failed: ${what}`,
        description: change.state_reason ?? undefined,
        severity: 'high',
        topic: 'failed',
      };
    default:
      return undefined;
  }
}

/** Somebody had to approve it, and it takes its time from here; a publication is done at once. */
function approved(change: Pick<ChangeRow, 'kind' | 'policy'>): boolean {
  const policy: PolicySnapshot | null = JSON.parse(change.policy ?? 'null');
  return (
    Boolean(policy?.requirements.length) &&
    (CLUSTER_CHANGE_KINDS as readonly string[]).includes(change.kind)
  );
}
