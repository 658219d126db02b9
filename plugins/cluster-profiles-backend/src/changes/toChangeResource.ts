import type { ChangeResource } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { ChangeRow } from '../database/tables';

/** All that the rules need; plans and requests are long. */
export const CHANGE_COLUMNS = [
  'kind',
  'proposer',
  'subject_kind',
  'owner_ref',
  'stage',
  'target',
] as const satisfies Array<keyof ChangeRow>;

/** What the rules about changes look at. */
export function toChangeResource(
  row: Pick<ChangeRow, (typeof CHANGE_COLUMNS)[number]>,
): ChangeResource {
  return {
    kind: row.kind,
    proposer: row.proposer,
    subjectKind: row.subject_kind,
    owner: row.owner_ref,
    stage: row.stage ?? '',
    target: row.target ?? '',
  };
}
