import { aDesiredState } from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import { emptyPlan } from '../../profiles/emptyPlan';
import type { PlanDraft } from '../../planning/types';

/** A plan of a cluster that changes nothing and is not in the way of anything. */
export function aPlanDraft(changes: Partial<PlanDraft> = {}): PlanDraft {
  return {
    ...emptyPlan(),
    baseRevision: 1,
    desired: aDesiredState(),
    rollbackClass: 'reversible',
    ...changes,
  };
}
