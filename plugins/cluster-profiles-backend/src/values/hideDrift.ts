import type {
  ClusterDrift,
  DriftFinding,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { hideDifferences, hideObserved } from './hideValues';

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
        adopt: {
          allowed: false,
          reason: actions.adopt.allowed
            ? 'You may not read the values of this cluster'
            : actions.adopt.reason,
        },
      },
    }),
  };
}
