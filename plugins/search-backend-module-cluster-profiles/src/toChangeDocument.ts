import type {
  ChangeSearchDocument,
  ChangeSummary,
} from '@cluster-profiles/plugin-cluster-profiles-common';

/** What is found of a change, by its subject, what it does, why, and who proposed it. */
export function toChangeDocument(change: ChangeSummary): ChangeSearchDocument {
  const { id, subject, summary, state, proposer, createdAt } = change;
  return {
    title: `${subject.name}: ${summary}`,
    text: change.comment ?? '',
    location: `/cluster-profiles/changes/${id}`,
    authorization: { resourceRef: id },
    changeKind: change.kind,
    subject: subject.name,
    state,
    proposer,
    createdAt,
  };
}
