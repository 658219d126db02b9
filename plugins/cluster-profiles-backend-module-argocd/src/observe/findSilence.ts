import {
  FIELD_MANAGER,
  type KubernetesObject,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';

/** An idle Argo CD takes up what it is asked for within a second or two. */
const PATIENCE_MS = 30_000;

/** Since when Argo CD has not taken up what it was asked for, where that is too long; undefined otherwise. */
export function findSilence(
  live: KubernetesObject,
  now: Date,
): string | undefined {
  if (live.operation === undefined) {
    return undefined; // It takes the request away when it begins.
  }
  const [askedAt] = (live.metadata.managedFields ?? [])
    .flatMap(({ manager, time }) =>
      manager === FIELD_MANAGER && time ? [time] : [],
    )
    .sort()
    .reverse();
  return askedAt && now.getTime() - Date.parse(askedAt) >= PATIENCE_MS
    ? askedAt
    : undefined;
}
