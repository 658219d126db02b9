import {
  asItWasRead,
  type WorkloadCluster,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';

/** What Argo CD heeds on an object that lives, by annotation. */
const WHEN_LAYER_GOES = {
  'argocd.argoproj.io/sync-options': ['Delete=false'],
};
const WHEN_VERSION_DROPS = {
  'argocd.argoproj.io/sync-options': ['Delete=false', 'Prune=false'],
  // Else the layer would be out of sync for as long as they stay.
  'argocd.argoproj.io/compare-options': ['IgnoreExtraneous'],
};

type Options = {
  workload: Pick<WorkloadCluster, 'reader' | 'writer'>;
  signal?: AbortSignal;
};

/**
 * Has Argo CD leave namespaces alone when it removes a layer that brings them, or a version of it no longer does: with each of them
 * it would remove whatever else is in it. False where that was written just now: Argo CD has yet to see it.
 */
export async function guardNamespaces({
  namespaces,
  dropped = false,
  ...options
}: Options & {
  namespaces: readonly string[];
  /** By a version, while the layer stays. */
  dropped?: boolean;
}): Promise<boolean> {
  const wanted = dropped ? WHEN_VERSION_DROPS : WHEN_LAYER_GOES;
  let guarded = true;
  for (const namespace of namespaces) {
    const before = await asItWasRead(
      () => wasGuarded(namespace, wanted, options),
      { signal: options.signal },
    );
    guarded = before && guarded;
  }
  return guarded;
}

/** Writes unless it was. What is gone needs no guard. */
async function wasGuarded(
  name: string,
  wanted: Record<string, readonly string[]>,
  { workload, signal }: Options,
): Promise<boolean> {
  const reference = { apiVersion: 'v1', kind: 'Namespace', name };
  const live = await workload.reader.get(reference, { signal });
  if (!live || live.metadata.deletionTimestamp) {
    return true;
  }
  const { uid, resourceVersion, annotations = {} } = live.metadata;
  const missing = Object.entries(wanted).flatMap(([annotation, options]) => {
    const told = (annotations[annotation] ?? '')
      .split(',')
      .map(option => option.trim())
      .filter(option => option !== '');
    const more = options.filter(option => !told.includes(option));
    return more.length > 0
      ? [[annotation, [...told, ...more].join(',')] as const]
      : [];
  });
  if (missing.length === 0) {
    return true;
  }
  await workload.writer.merge(reference, {
    uid,
    resourceVersion,
    patch: { metadata: { annotations: Object.fromEntries(missing) } },
    signal,
  });
  return false;
}
