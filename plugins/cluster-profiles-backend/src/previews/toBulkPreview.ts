import {
  hasBlocker,
  isBlockedByConflicts,
  type BulkPreview,
  type BulkPreviewItem,
  type RollbackClass,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Planned } from '../changes/makePlan';
import type { PreviewRow } from '../database/tables';
import { standing } from './PreviewRuns';

/** What of a plan is told of one cluster among many. */
export type PlannedItem = Required<
  Pick<
    BulkPreviewItem,
    | 'planDigest'
    | 'layersTouched'
    | 'machinesReplaced'
    | 'objectsRemoved'
    | 'rollbackClass'
    | 'irreversible'
    | 'findings'
    | 'approvals'
  >
> &
  Pick<BulkPreviewItem, 'kubernetes'>;

export function toPlannedItem({ plan, policy }: Planned): PlannedItem {
  const path = plan.kubernetesPath;
  return {
    planDigest: plan.planDigest,
    layersTouched: plan.layers.filter(({ action }) => action !== 'unchanged')
      .length,
    machinesReplaced: plan.machinesReplaced.reduce(
      (sum, { count }) => sum + count,
      0,
    ),
    objectsRemoved: plan.objects.removed.length,
    ...(path.length > 0
      ? { kubernetes: { from: path[0], to: path.at(-1)! } }
      : {}),
    rollbackClass: plan.rollbackClass,
    irreversible: plan.irreversible,
    findings: plan.findings.filter(({ severity }) => severity !== 'ok'),
    approvals: policy.requirements,
  };
}

/** The rows of one bulk preview, in their order, with their sum. What is blocked needs no approval, since it cannot go on. */
export function toBulkPreview(
  rows: readonly PreviewRow[],
  now: Date,
): BulkPreview {
  const items = rows.map((row): BulkPreviewItem => ({
    cluster: row.cluster!,
    ...standing(row, now),
    ...(row.item ? (JSON.parse(row.item) as PlannedItem) : {}),
  }));
  const ready = items.filter(({ state }) => state === 'ready') as Array<
    BulkPreviewItem & PlannedItem
  >;
  const open = ready.filter(({ findings }) => !hasBlocker(findings));
  const total = (
    field: 'layersTouched' | 'machinesReplaced' | 'objectsRemoved',
  ) => ready.reduce((sum, item) => sum + item[field], 0);
  const rollbackClasses: Partial<Record<RollbackClass, number>> = {};
  for (const { rollbackClass } of ready) {
    rollbackClasses[rollbackClass] = (rollbackClasses[rollbackClass] ?? 0) + 1;
  }
  return {
    id: rows[0].bulk_id!,
    state: items.some(({ state }) => state === 'planning')
      ? 'planning'
      : 'ready',
    items,
    sum: {
      planned: ready.length,
      failed: items.filter(({ state }) => state === 'failed').length,
      blocked: ready.length - open.length,
      layersTouched: total('layersTouched'),
      machinesReplaced: total('machinesReplaced'),
      objectsRemoved: total('objectsRemoved'),
      rollbackClasses,
      needApproval: open.filter(({ approvals }) => approvals.length > 0).length,
      conflicting: ready.filter(({ findings }) =>
        isBlockedByConflicts(findings),
      ).length,
    },
    expiresAt: rows[0].expires_at,
  };
}
