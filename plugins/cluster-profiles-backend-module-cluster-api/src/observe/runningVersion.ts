import semver from 'semver';
import { CONTROL_PLANE_LABEL, type ClusterObjects } from './clusterObjects';
import { withoutV } from './observeMachines';

/** What the control plane runs everywhere at least; of one without machines what is asked for. */
export function runningVersion({
  cluster,
  machines,
}: Pick<ClusterObjects, 'cluster' | 'machines'>): string | undefined {
  const [oldest] = machines
    .filter(({ metadata }) => CONTROL_PLANE_LABEL in (metadata.labels ?? {}))
    .map(({ spec }) => withoutV(spec?.version ?? ''))
    .filter(version => semver.valid(version) !== null)
    .sort(semver.compare);
  const wanted = cluster.spec?.topology?.version;
  return oldest ?? (wanted && withoutV(wanted));
}
