import { ProviderRefusedError } from '@cluster-profiles/plugin-cluster-profiles-node';
import { BUNDLE_LABEL } from '../classes/stampBundle';
import type { KubernetesObject, ReadClient } from '../kubernetes';
import { CLUSTER_API_VERSION } from '../observe/gatherObjects';
import { PROVIDER_GROUPS } from '../preflight/findProviderKinds';
import type { NamespaceObjects } from './findUnused';

/** All that tells what is used in a namespace. Clusters come last, so that none is missed that came while the rest was read. */
export async function listObjects(options: {
  reader: ReadClient;
  namespace: string;
  signal?: AbortSignal;
}): Promise<NamespaceObjects> {
  const { reader, namespace, signal } = options;
  const list = (kind: 'Cluster' | 'ClusterClass') =>
    reader.list(
      { apiVersion: CLUSTER_API_VERSION, kind, namespace },
      { signal },
    );
  const templates = await listTemplates(options);
  const classes = await list('ClusterClass');
  return { namespace, templates, classes, clusters: await list('Cluster') };
}

async function listTemplates(options: {
  reader: ReadClient;
  namespace: string;
  signal?: AbortSignal;
}): Promise<KubernetesObject[]> {
  const { reader, namespace, signal } = options;
  const found = await Promise.all(
    (await templateKinds(options)).map(async place => {
      try {
        return await reader.list(
          { ...place, namespace, labelSelector: BUNDLE_LABEL },
          { signal },
        );
      } catch (error) {
        // Of a kind that we may not list we have put nothing there.
        if (error instanceof ProviderRefusedError) {
          return [];
        }
        throw error;
      }
    }),
  );
  return found.flat();
}

/** Each kind of template once, in the version that its group prefers. */
async function templateKinds({
  reader,
  signal,
}: {
  reader: ReadClient;
  signal?: AbortSignal;
}): Promise<Array<{ apiVersion: string; kind: string }>> {
  const kinds = new Map<string, { apiVersion: string; kind: string }>();
  for (const { name, versions } of await reader.groups({ signal })) {
    if (!(PROVIDER_GROUPS as readonly string[]).includes(name)) {
      continue;
    }
    for (const apiVersion of versions.map(version => `${name}/${version}`)) {
      for (const { kind, namespaced } of await reader.kinds(apiVersion, {
        signal,
      })) {
        const key = `${kind}.${name}`;
        if (namespaced && kind.endsWith('Template') && !kinds.has(key)) {
          kinds.set(key, { apiVersion, kind });
        }
      }
    }
  }
  return [...kinds.values()];
}
