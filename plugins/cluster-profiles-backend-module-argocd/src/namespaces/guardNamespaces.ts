import {
  asItWasRead,
  type WorkloadCluster,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';

type Reason = 'layer-goes' | 'version-drops' | 'version-may-drop';

const SYNC = 'argocd.argoproj.io/sync-options';
const COMPARE = 'argocd.argoproj.io/compare-options';

/** What Argo CD heeds on an object that lives, by annotation. */
const MARKS: Record<Reason, Record<string, readonly string[]>> = {
  'layer-goes': { [SYNC]: ['Delete=false'] },
  // Else the layer would be out of sync for as long as they stay.
  'version-drops': {
    [SYNC]: ['Delete=false', 'Prune=false'],
    [COMPARE]: ['IgnoreExtraneous'],
  },
  // Heeded only if it does.
  'version-may-drop': {
    [SYNC]: ['Prune=false'],
    [COMPARE]: ['IgnoreExtraneous'],
  },
};

type Options = {
  workload: Pick<WorkloadCluster, 'reader' | 'writer'>;
  signal?: AbortSignal;
};

/**
 * Has Argo CD leave namespaces alone when it removes a layer that brings them, or a version of it no longer does, or
 * may not: with each of them it would remove whatever else is in it. False where that was written just now: Argo CD has yet to see it.
 */
export async function guardNamespaces({
  namespaces,
  reason,
  ...options
}: Options & {
  namespaces: readonly string[];
  reason: Reason;
}): Promise<boolean> {
  let guarded = true;
  for (const namespace of namespaces) {
    const before = await asItWasRead(
      () => wasGuarded(namespace, MARKS[reason], options),
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
