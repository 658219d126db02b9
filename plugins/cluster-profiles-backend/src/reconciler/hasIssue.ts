import type {
  ClusterPhase,
  DriftState,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { describeTrouble } from './describeTrouble';
import { layerViews } from './layerViews';
import type { Standing } from './types';

const ISSUES: readonly ClusterPhase[] = ['degraded', 'held', 'unknown'];

/** Whether somebody should look at a cluster, also while it is on its way to another revision. Pure. */
export function hasIssue(
  { phase, drift }: { phase: ClusterPhase; drift: DriftState },
  standing: Pick<Standing, 'picture' | 'trouble' | 'failing'> = {},
): boolean {
  const { picture } = standing;
  return (
    ISSUES.includes(phase) ||
    drift === 'Drifted' ||
    describeTrouble(standing) !== undefined ||
    (picture !== undefined &&
      !picture.desired.deleted &&
      layerViews(picture).some(
        // What still runs with an earlier content is about to be replaced.
        ({ seen, digest }) =>
          seen?.digest === digest && seen.health === 'Degraded',
      ))
  );
}
