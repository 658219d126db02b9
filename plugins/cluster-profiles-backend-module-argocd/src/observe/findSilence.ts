import {
  FIELD_MANAGER,
  type KubernetesObject,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import { findOperation, isUnderWay } from './findOperation';

/** An idle Argo CD takes up what it is asked for within a second or two. */
const PATIENCE_MS = 30_000;

/** Since when Argo CD has not taken up what it was asked for, where that is too long; undefined otherwise. */
export function findSilence(
  live: KubernetesObject,
  now: Date,
): string | undefined {
  if (live.operation === undefined) {
    return undefined; // It takes the request away when it ends.
  }
  // What is asked for is merged, what is desired is applied.
  const [askedAt] = (live.metadata.managedFields ?? [])
    .flatMap(({ manager, operation, time }) =>
      manager === FIELD_MANAGER && operation === 'Update' && time ? [time] : [],
    )
    .sort()
    .reverse();
  if (!askedAt || now.getTime() - Date.parse(askedAt) < PATIENCE_MS) {
    return undefined;
  }
  const operation = findOperation(live);
  const hasBegun =
    isUnderWay(operation) &&
    Date.parse(operation!.startedAt) >= Date.parse(askedAt);
  return hasBegun ? undefined : askedAt;
}
