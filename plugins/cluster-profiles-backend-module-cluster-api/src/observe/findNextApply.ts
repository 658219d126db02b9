import {
  nextKubernetesStep,
  type DesiredState,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ClusterObjects } from './clusterObjects';
import { deploymentName, isSettled } from './findOutdated';
import { withoutV } from './observeMachines';

type Wanted = Pick<DesiredState, 'kubernetesPath' | 'nodePools'>;

/** The step that is due of what is handed over in steps; undefined while none is. */
export function findNextApply(
  objects: ClusterObjects,
  desired: Wanted,
): string | undefined {
  const version = dueVersion(objects, desired);
  if (version) {
    return `kubernetes-${version}`;
  }
  const [pool] = startedPools(objects, desired);
  return pool && `pool-${pool}`;
}

/** The version that a Cluster has on its way to another one; undefined where it is not on a way. */
export function versionOnTheWay(
  { cluster }: Pick<ClusterObjects, 'cluster'>,
  { kubernetesPath = [] }: Pick<DesiredState, 'kubernetesPath'>,
): string | undefined {
  const at = withoutV(cluster.spec?.topology?.version ?? '');
  return kubernetesPath.slice(1, -1).find(version => version === at);
}

function dueVersion(
  objects: ClusterObjects,
  desired: Wanted,
): string | undefined {
  const at = versionOnTheWay(objects, desired);
  return at && isSettled(objects)
    ? nextKubernetesStep({ path: desired.kubernetesPath!, at, settled: true })
    : undefined;
}

/** Pools whose autoscaler is to decide from now on: Cluster API has taken up the number that was written for them. */
function startedPools(
  { cluster, machineDeployments }: ClusterObjects,
  { nodePools }: Wanted,
): string[] {
  const written = cluster.spec?.topology?.workers?.machineDeployments ?? [];
  return nodePools.workers
    .filter(({ name, min, max }) => {
      const replicas = written.find(pool => pool.name === name)?.replicas;
      const deployment = machineDeployments.find(
        it => deploymentName(it) === name,
      );
      return (
        min !== undefined &&
        max !== undefined &&
        replicas !== undefined &&
        deployment?.spec?.replicas === replicas
      );
    })
    .map(({ name }) => name);
}
