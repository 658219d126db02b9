import { ProviderRefusedError } from '@cluster-profiles/plugin-cluster-profiles-node';
import { parse } from 'yaml';
import {
  objectsAt,
  textAt,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import type { KubernetesObject, ReadClient } from '../kubernetes';

/** Certificate authorities of clusters by UID; each is asked for once, as long as there is one and it is remembered. */
export type Authorities = Pick<Map<string, string>, 'get'> & {
  set(uid: string, authority: string): void;
};

/**
 * The certificate authority of a cluster's API, base64, out of its kubeconfig. The rest of that, which is the administrator's,
 * is forgotten at once. Undefined where there is none, or where we may not look.
 */
export async function readAuthority(options: {
  reader: ReadClient;
  cluster: KubernetesObject;
  authorities: Authorities;
  signal?: AbortSignal;
}): Promise<string | undefined> {
  const { reader, cluster, authorities, signal } = options;
  const { name, namespace, uid = '' } = cluster.metadata;
  const known = authorities.get(uid);
  if (known) {
    return known;
  }
  const secret = await reader
    .get(
      {
        apiVersion: 'v1',
        kind: 'Secret',
        name: `${name}-kubeconfig`,
        namespace,
      },
      { signal },
    )
    .catch(error => {
      if (error instanceof ProviderRefusedError) {
        return undefined;
      }
      throw error;
    });
  const found = secret && authorityOf(textAt(secret, ['data', 'value']));
  if (found) {
    authorities.set(uid, found);
  }
  return found;
}

function authorityOf(encoded: string): string | undefined {
  try {
    const [cluster] = objectsAt(
      parse(Buffer.from(encoded, 'base64').toString('utf8')),
      ['clusters'],
    );
    return (
      textAt(cluster, ['cluster', 'certificate-authority-data']) || undefined
    );
  } catch {
    // What does not parse may hold a key: not a word of it.
    return undefined;
  }
}
