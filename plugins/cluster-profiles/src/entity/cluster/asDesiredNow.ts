import {
  diffValues,
  findHidden,
  type ClusterDetail,
  type Revision,
} from '@cluster-profiles/plugin-cluster-profiles-common';

/**
 * Whether a roll-back to a revision would change nothing: target and flags stay as they are in any case. Of what may not be read,
 * nobody can say so.
 */
export function asDesiredNow(
  { desired }: Pick<Revision, 'desired'>,
  cluster: Pick<ClusterDetail, 'desired'>,
): boolean {
  const now = cluster.desired;
  if (!now || findHidden(now)) {
    return false;
  }
  const { cluster: identity, target, paused, protected: isProtected } = now;
  // What one write took from others is no part of what was wanted.
  const after = {
    ...desired,
    takeovers: now.takeovers,
    cluster: identity,
    target,
    paused,
    protected: isProtected,
  };
  return diffValues(now, after).length === 0;
}
