import { driftNotice } from '../notices/driftNotice';
import type { Notice } from '../notices/types';
import { layerViews } from './layerViews';
import type { LoadedCluster } from './loadCluster';
import type { Picture } from './types';

/**
 * What the owner is to be told of drift: once, until the cluster has been without drift again. While a change is under way, layers
 * differ because they are being changed.
 */
export function findDriftNotice(
  {
    cluster,
    change,
    desired,
  }: Pick<LoadedCluster, 'cluster' | 'change' | 'desired'>,
  picture: Picture | undefined,
): Notice | undefined {
  if (
    !picture?.observed ||
    !cluster.drift_notice_due ||
    change.state !== 'applied' ||
    desired.deleted
  ) {
    return undefined;
  }
  const drifted = layerViews(picture)
    .filter(({ drift }) => drift === 'Drifted')
    .map(({ layer }) => layer.name);
  return drifted.length ? driftNotice(cluster, drifted) : undefined;
}
