import type { ObservedLayer } from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  textAt,
  type JsonApi,
  type KubernetesObject,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import {
  ProviderRefusedError,
  ProviderUnreachableError,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { explainHealth } from './explainHealth';
import { findOperation } from './findOperation';

/** Hooks and waves take seconds; what waits for longer waits for something that goes wrong. */
const PATIENCE_MS = 15_000;
/** Of one tree: a few hundred bytes for each object. */
const MAX_BYTES = 8 * 1024 * 1024;

/**
 * What is seen of a layer, with the reason from its objects where they are not healthy: the Application itself tells only that they
 * are not. Without the API of Argo CD, or while it does not answer, it stays at that.
 */
export async function askWhy(
  application: KubernetesObject,
  options: {
    seen: ObservedLayer;
    now: Date;
    api?: JsonApi;
    signal?: AbortSignal;
  },
): Promise<ObservedLayer> {
  const { seen, now, api, signal } = options;
  // Of a layer on its way its objects may still be those of the version before.
  const isTold = seen.drift === 'InSync' || seen.drift === 'Drifted';
  if (
    !api ||
    seen.health === 'Healthy' ||
    !(isTold || waitsForLong(application, now))
  ) {
    return seen;
  }
  const { name, namespace } = application.metadata;
  try {
    const tree = await api.get(
      `/api/v1/applications/${encodeURIComponent(name)}/resource-tree`,
      {
        query: {
          appNamespace: namespace,
          project: textAt(application, ['spec', 'project']) || undefined,
        },
        maxBytes: MAX_BYTES,
        signal,
      },
    );
    const why = explainHealth(tree, { underWay: !isTold });
    return why ? { ...seen, message: `${seen.message}: ${why}` } : seen;
  } catch (error) {
    if (
      error instanceof ProviderUnreachableError ||
      error instanceof ProviderRefusedError
    ) {
      return seen;
    }
    throw error;
  }
}

/** The operation on what is desired now goes on, for a hook to complete or an object to get healthy. */
function waitsForLong(application: KubernetesObject, now: Date): boolean {
  const operation = findOperation(application);
  return (
    operation?.phase === 'Running' &&
    operation.isCurrent === true &&
    now.getTime() - Date.parse(operation.startedAt) >= PATIENCE_MS
  );
}
