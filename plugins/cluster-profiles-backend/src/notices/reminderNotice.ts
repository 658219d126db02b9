import type { ChangeRow } from '../database/tables';
import type { Notice } from './types';

export type Reminder = 'waiting' | 'expiring';

/** What those are told again who may approve; when it is about to expire, its proposer as well. */
export function reminderNotice(
  change: Pick<
    ChangeRow,
    | 'id'
    | 'subject_name'
    | 'summary'
    | 'proposer'
    | 'owner_ref'
    | 'state_reason'
    | 'expires_at'
  >,
  options: { reminder: Reminder; groups: string[]; exclude: string[] },
): Notice {
  const { reminder, groups, exclude } = options;
  const what = `${change.subject_name}: ${change.summary}`;
  const about = {
    link: `/cluster-profiles/changes/${change.id}`,
    severity: 'high' as const,
    topic: 'approval-wanted' as const,
    scope: `change/${change.id}/${reminder}`,
  };
  if (reminder === 'waiting') {
    return {
      ...about,
      recipients: groups,
      exclude,
      title: `Still waits for approval: ${what}`,
      description: change.state_reason ?? undefined,
    };
  }
  const proposer = change.proposer.startsWith('user:')
    ? change.proposer
    : change.owner_ref;
  return {
    ...about,
    recipients: [...groups, proposer],
    exclude: exclude.filter(ref => ref !== proposer),
    title: `About to expire: ${what}`,
    description: `Nobody decided so far; it expires at ${change.expires_at}.`,
  };
}
