import type { ClusterRow } from '../database/tables';
import { clusterLink } from './clusterLink';
import type { Notice } from './types';

/** What the owner of a cluster is told before its last day. A later one takes its place. */
export function lifetimeNotice(
  cluster: Pick<ClusterRow, 'uid' | 'name' | 'owner_ref' | 'ends_on'>,
  /** Days until that day. */
  left: number,
): Notice {
  const when =
    { 0: 'today', 1: 'tomorrow' }[left] ??
    `in ${left} days, on ${cluster.ends_on}`;
  return {
    recipients: [cluster.owner_ref],
    exclude: [],
    title: `Ends ${when}: ${cluster.name}`,
    description:
      'Its deletion is proposed after that day. Whoever still needs it lets it live longer.',
    link: clusterLink(cluster.name),
    severity: left <= 1 ? 'high' : 'normal',
    topic: 'lifetime',
    scope: `cluster/${cluster.uid}/lifetime`,
  };
}
