import {
  hasBlocker,
  isBlockedByConflicts,
  type BulkPreviewItem,
  type RollbackClass,
} from '@cluster-profiles/plugin-cluster-profiles-common';

/** Whether the change of one cluster can be proposed. */
export function isProposable(item: BulkPreviewItem): boolean {
  return item.state === 'ready' && !hasBlocker(item.findings ?? []);
}

/** Whether it can be proposed once it is said which values hold. */
export function isAsking({ state, findings = [] }: BulkPreviewItem): boolean {
  return state === 'ready' && isBlockedByConflicts(findings);
}

/** What would happen to all of them together. */
export interface BulkSum {
  clusters: number;
  layersTouched: number;
  machinesReplaced: number;
  objectsRemoved: number;
  rollbackClasses: Partial<Record<RollbackClass, number>>;
  needApproval: number;
  /** Clusters that ask which value of an override holds. */
  asking: number;
  blocked: number;
  failed: number;
}

/** Only what can be proposed adds up: what is blocked will not happen. */
export function sumOf(items: readonly BulkPreviewItem[]): BulkSum {
  const open = items.filter(isProposable);
  const total = (
    field: 'layersTouched' | 'machinesReplaced' | 'objectsRemoved',
  ) => open.reduce((sum, item) => sum + (item[field] ?? 0), 0);
  const rollbackClasses: BulkSum['rollbackClasses'] = {};
  for (const { rollbackClass } of open) {
    if (rollbackClass) {
      rollbackClasses[rollbackClass] =
        (rollbackClasses[rollbackClass] ?? 0) + 1;
    }
  }
  return {
    clusters: open.length,
    layersTouched: total('layersTouched'),
    machinesReplaced: total('machinesReplaced'),
    objectsRemoved: total('objectsRemoved'),
    rollbackClasses,
    needApproval: open.filter(({ approvals }) => approvals?.length).length,
    asking: items.filter(isAsking).length,
    blocked: items.filter(
      item => item.state === 'ready' && !isProposable(item) && !isAsking(item),
    ).length,
    failed: items.filter(({ state }) => state === 'failed').length,
  };
}
