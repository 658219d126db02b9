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

/** Of one tree: a few hundred bytes for each object. */
const MAX_BYTES = 8 * 1024 * 1024;

/**
 * What is seen of a layer, with the reason from its objects where they are not healthy: the Application itself tells only that they
 * are not. Without the API of Argo CD, or while it does not answer, it stays at that.
 */
export async function askWhy(
  application: KubernetesObject,
  options: { seen: ObservedLayer; api?: JsonApi; signal?: AbortSignal },
): Promise<ObservedLayer> {
  const { seen, api, signal } = options;
  // Of a layer on its way its objects may still be those of the version before.
  const isTold = seen.drift === 'InSync' || seen.drift === 'Drifted';
  if (!api || seen.health === 'Healthy' || !isTold) {
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
    const why = explainHealth(tree);
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
