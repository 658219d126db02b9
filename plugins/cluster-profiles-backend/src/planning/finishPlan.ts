import {
  planDigests,
  type ChangeKind,
  type Plan,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { PlanDraft } from './types';

/** Adds the digests that approvals name, and the time. */
export function finishPlan(
  draft: PlanDraft,
  options: { kind: ChangeKind; now: Date },
): Plan {
  return {
    ...draft,
    ...planDigests(options.kind, draft),
    plannedAt: options.now.toISOString(),
  };
}
