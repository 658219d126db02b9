import {
  findCondition,
  findCurrentCondition,
  type ClusterObjects,
} from './clusterObjects';

/** Cluster API has seen the Cluster as it was written last, and has paused or resumed it where that was asked for. */
export function isTakenUp(objects: ClusterObjects): boolean {
  const { cluster } = objects;
  return (
    findCurrentCondition(cluster, 'TopologyReconciled') !== undefined &&
    findCurrentCondition(cluster, 'Paused') !== undefined &&
    isPaused(objects) === Boolean(cluster.spec?.paused)
  );
}

/**
 * Paused in fact, not as asked for: while one controller still acts, the cluster is only paused if it was not to be; while one
 * still rests, it is only running if it was not to be.
 */
export function isPaused(objects: ClusterObjects): boolean {
  const { cluster, controlPlane, machineDeployments } = objects;
  const said = [cluster, controlPlane, ...machineDeployments]
    .map(object => findCondition(object, 'Paused')?.status)
    .filter(status => status !== undefined);
  return cluster.spec?.paused
    ? said.length > 0 && said.every(status => status === 'True')
    : said.some(status => status === 'True');
}
