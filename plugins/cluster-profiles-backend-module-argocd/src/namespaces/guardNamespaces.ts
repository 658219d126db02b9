import {
  asItWasRead,
  type WorkloadCluster,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';

const SYNC_OPTIONS = 'argocd.argoproj.io/sync-options';
const KEPT = 'Delete=false';

type Options = {
  workload: Pick<WorkloadCluster, 'reader' | 'writer'>;
  signal?: AbortSignal;
};

/**
 * Has Argo CD leave namespaces alone when it removes a layer that brings them: with each of them it would remove whatever else is in
 * it. False where that was written just now: Argo CD has yet to see it.
 */
export async function guardNamespaces({
  namespaces,
  ...options
}: Options & { namespaces: readonly string[] }): Promise<boolean> {
  let guarded = true;
  for (const namespace of namespaces) {
    const before = await asItWasRead(() => wasGuarded(namespace, options), {
      signal: options.signal,
    });
    guarded = before && guarded;
  }
  return guarded;
}

/** Writes unless it was. What is gone needs no guard. */
async function wasGuarded(
  name: string,
  { workload, signal }: Options,
): Promise<boolean> {
  const reference = { apiVersion: 'v1', kind: 'Namespace', name };
  const live = await workload.reader.get(reference, { signal });
  if (!live || live.metadata.deletionTimestamp) {
    return true;
  }
  const { uid, resourceVersion, annotations = {} } = live.metadata;
  const told = (annotations[SYNC_OPTIONS] ?? '')
    .split(',')
    .map(option => option.trim())
    .filter(option => option !== '');
  if (told.includes(KEPT)) {
    return true;
  }
  await workload.writer.merge(reference, {
    uid,
    resourceVersion,
    patch: {
      metadata: {
        annotations: { [SYNC_OPTIONS]: [...told, KEPT].join(',') },
      },
    },
    signal,
  });
  return false;
}
