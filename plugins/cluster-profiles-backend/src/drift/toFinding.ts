import type {
  DriftFinding,
  DriftOutcome,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { DriftFindingRow } from '../database/tables';

export function toFinding(row: DriftFindingRow): DriftFinding {
  return {
    id: row.id,
    layer: row.layer,
    object: row.object,
    openedAt: row.opened_at,
    changedAt: row.changed_at,
    closedAt: row.closed_at ?? undefined,
    outcome: (row.outcome as DriftOutcome | null) ?? undefined,
    differences: JSON.parse(row.differences),
    corrections: row.corrections,
    correctedAt: row.corrected_at ?? undefined,
    correctionBy: row.wanted_by ?? undefined,
  };
}
