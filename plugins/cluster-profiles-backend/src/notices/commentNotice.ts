import type { ChangeRow } from '../database/tables';
import type { Notice } from './types';

/** Whom a comment concerns: who proposed, decided or said something; where only its author has, those who are to approve. */
export function commentNotice(
  change: Pick<ChangeRow, 'id' | 'subject_name' | 'summary'>,
  options: { author: string; concerned: string[]; groups: string[] },
): Notice | undefined {
  const { author, groups } = options;
  const people = [...new Set(options.concerned)].filter(
    ref => ref.startsWith('user:') && ref !== author,
  );
  const recipients = people.length > 0 ? people : groups;
  return recipients.length === 0
    ? undefined
    : {
        recipients,
        exclude: [author],
        title: `Comment on ${change.subject_name}: ${change.summary}`,
        link: `/cluster-profiles/changes/${change.id}`,
        severity: 'low',
        topic: 'comment',
        // A later one takes its place, so that a discussion is one notification.
        scope: `change/${change.id}/comment`,
      };
}
