import type { ChangeRow, ClusterRow } from '../database/tables';
import { nameOf } from '../permissions/nameOf';
import { replacesUnderWay } from './findUnderWay';

/** Why no change of this kind can be proposed of a live cluster as it stands; undefined when one can. Pure. */
export function clusterObstacle(
  kind: string,
  options: {
    cluster: Pick<ClusterRow, 'name' | 'desired_revision'>;
    /** Its change that is accepted and has not ended. */
    underWay?: Pick<ChangeRow, 'kind' | 'summary'>;
    /** A deletion that ends another one by force. */
    force?: boolean;
  },
): string | undefined {
  const { cluster, underWay } = options;
  if (cluster.desired_revision === null) {
    return `Cluster '${cluster.name}' is only requested so far; wait until its request is decided, or cancel that`;
  }
  if (!underWay) {
    return undefined;
  }
  if (replacesUnderWay(kind)) {
    return underWay.kind === 'delete' && !options.force
      ? `Cluster '${cluster.name}' is being deleted already`
      : undefined;
  }
  return `Cluster '${cluster.name}' is busy with '${underWay.summary}'; wait until it has ended, roll back, or delete`;
}

/** Said to whoever may see a cluster or profile, but may not propose changes of it. */
export function mayNotPropose(
  subject: 'cluster' | 'profile',
  options: { name: string; owner: string },
): string {
  return `You may not propose changes of ${subject} '${options.name}'; ask ${nameOf(options.owner)}`;
}

/** Said to whoever asks for more access than his permissions give him. */
export function mayNotHave(role: string, cluster: string): string {
  return `You may not have the role '${role}' on cluster '${cluster}'; ask for a lesser one, or its owner`;
}
