import type { Cluster } from '@cluster-profiles/plugin-cluster-profiles-common';

// A cluster at rest is looked at every minute by default; one that does not answer is unknown at once.
const AT_REST_MS = 5 * 60_000;
const UNKNOWN_MS = 60_000;

/** When a cluster was last observed, where that is too long ago to be called its state; undefined while it is not. */
export function lastSeen(
  cluster: Pick<Cluster, 'observedAt' | 'phase'>,
  now: number,
): string | undefined {
  const { observedAt, phase } = cluster;
  if (!observedAt || phase === 'deleted') {
    return observedAt;
  }
  const bearable = phase === 'unknown' ? UNKNOWN_MS : AT_REST_MS;
  return now - Date.parse(observedAt) < bearable ? undefined : observedAt;
}
