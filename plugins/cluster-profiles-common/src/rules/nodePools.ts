import type { DesiredNodePools, DesiredWorkerPool } from '../model/desired';

/** How many machines a pool may have: exactly so many, or what an autoscaler decides between. @public */
export function poolRange({
  replicas,
  min = replicas,
  max = replicas,
}: Omit<DesiredWorkerPool, 'name'>): { min: number; max: number } {
  return { min, max };
}

/** An autoscaler decides on the number of machines. @public */
export function isAutoscaled({
  min,
  max,
}: Pick<DesiredWorkerPool, 'min' | 'max'>): boolean {
  return min !== undefined && max !== undefined;
}

/** Such as `3`, or `3 to 10` where an autoscaler decides. @public */
export function poolSizeText(pool: Omit<DesiredWorkerPool, 'name'>): string {
  const { min, max } = poolRange(pool);
  return isAutoscaled(pool) ? `${min} to ${max}` : String(pool.replicas);
}

/** All machines that a cluster may have. @public */
export function countNodes(pools: DesiredNodePools): number {
  return pools.workers.reduce(
    (sum, pool) => sum + poolRange(pool).max,
    pools.controlPlane.replicas,
  );
}
