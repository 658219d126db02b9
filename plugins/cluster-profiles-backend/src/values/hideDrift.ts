import type {
  ClusterDrift,
  DriftAdoption,
  DriftFinding,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { hideDifferences, hideObserved } from './hideValues';

/** In place of what would tell a value. */
export const VALUES_HIDDEN: DriftAdoption = {
  allowed: false,
  reason: 'You may not read the values of this cluster',
};

/** What differs, without saying what it is. */
export function hideDrift(drift: ClusterDrift): ClusterDrift {
  return {
    ...drift,
    layers: drift.layers.map(hideObserved),
    findings: drift.findings.map(hideFinding),
  };
}

/** A change that adopts names the very value. */
function hideFinding(finding: DriftFinding): DriftFinding {
  const { actions } = finding;
  return {
    ...finding,
    differences: hideDifferences(finding.differences),
    ...(actions && {
      actions: {
        ...actions,
        adopt:
          actions.adopt.allowed || actions.adopt.traceable
            ? VALUES_HIDDEN
            : { allowed: false, reason: actions.adopt.reason },
      },
    }),
  };
}
