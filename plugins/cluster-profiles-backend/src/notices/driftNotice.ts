import type { ClusterRow } from '../database/tables';
import { clusterLink } from './clusterLink';
import type { Notice } from './types';

const NAMED = 3;

/** What the owner of a cluster is told when it drifts. A later drift of the same cluster takes its place. */
export function driftNotice(
  cluster: Pick<ClusterRow, 'uid' | 'name' | 'owner_ref'>,
  /** Names of those that differ from what is desired. */
  layers: readonly string[],
): Notice {
  const more = layers.length - NAMED;
  return {
    recipients: [cluster.owner_ref],
    exclude: [],
    title: `Drifted: ${cluster.name}`,
    description: `What runs differs from what is desired in ${[
      ...layers.slice(0, NAMED),
      ...(more > 0 ? [`${more} more`] : []),
    ].join(', ')}.`,
    link: clusterLink(cluster.name),
    severity: 'normal',
    topic: 'drift',
    scope: `cluster/${cluster.uid}/drift`,
  };
}
