import type { PlanDraft } from '../planning/types';

/** A plan that touches no cluster: nothing about a publication or an access is written to one. */
export function emptyPlan(): PlanDraft {
  return {
    baseRevision: null,
    layers: [],
    settings: [],
    objects: { created: [], changed: [], removed: [] },
    machinesReplaced: [],
    kubernetesPath: [],
    rollbackClass: 'not-started',
    irreversible: [],
    findings: [],
  };
}
