import type { ChangeResource } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { ChangeRow } from '../database/tables';

/** What the rules about changes look at. */
export function toChangeResource(row: ChangeRow): ChangeResource {
  return {
    kind: row.kind,
    proposer: row.proposer,
    subjectKind: row.subject_kind,
    owner: row.owner_ref,
    stage: row.stage ?? '',
    target: row.target ?? '',
  };
}
