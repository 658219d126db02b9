import type {
  KubernetesObject,
  ReadClient,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import {
  ProviderRefusedError,
  ProviderUnreachableError,
} from '@cluster-profiles/plugin-cluster-profiles-node';

/** Of one kind; more of them say no more. */
const MOST = 10;
const AT_ONCE = 5;

/** In every namespace, or kept by Kubernetes for what else is in it. */
const EVERYWHERE = new Set([
  'ConfigMap kube-root-ca.crt',
  'ServiceAccount default',
]);
const BESIDE = new Set(['Event', 'Endpoints', 'EndpointSlice', 'Lease']);
/** Their objects are no objects of the namespace, but told of others. */
const TOLD = /(^|\.)metrics\.k8s\.io$/;

/** What is in a namespace. Names as people read them, sorted. */
export interface Contents {
  /** That nothing is about to remove. */
  stays: string[];
  /** On its way out, or gone once its owner is. */
  goes: string[];
  /** Why it is not known whether there is more. */
  unknown?: string;
}

/** Asks for every kind that the cluster serves in namespaces. */
export async function listContents(options: {
  reader: Pick<ReadClient, 'groups' | 'kinds' | 'each'>;
  namespace: string;
  signal?: AbortSignal;
}): Promise<Contents> {
  const { reader, signal } = options;
  const groups = await reader.groups({ signal });
  const versions = [
    'v1',
    ...groups
      .filter(({ name }) => !TOLD.test(name))
      .map(({ name, versions: [preferred] }) => `${name}/${preferred}`),
  ];
  const contents: Contents = { stays: [], goes: [] };
  const listVersion = async (apiVersion: string) => {
    try {
      for (const { kind, namespaced, listable } of await reader.kinds(
        apiVersion,
        { signal },
      )) {
        if (namespaced && listable && !BESIDE.has(kind)) {
          await addKind(contents, { ...options, apiVersion, kind });
        }
      }
    } catch (error) {
      signal?.throwIfAborted();
      if (
        !(error instanceof ProviderRefusedError) &&
        !(error instanceof ProviderUnreachableError)
      ) {
        throw error;
      }
      contents.unknown ??= error.message;
    }
  };
  for (let start = 0; start < versions.length; start += AT_ONCE) {
    await Promise.all(versions.slice(start, start + AT_ONCE).map(listVersion));
  }
  return {
    ...contents,
    stays: distinct(contents.stays),
    goes: distinct(contents.goes),
  };
}

async function addKind(
  contents: Contents,
  {
    reader,
    namespace,
    signal,
    ...selection
  }: Parameters<typeof listContents>[0] & { apiVersion: string; kind: string },
): Promise<void> {
  let seen = 0;
  const objects = reader.each(
    { ...selection, namespace, metadataOnly: true },
    { signal },
  );
  for await (const { metadata } of objects) {
    const name = `${selection.kind} ${metadata.name}`;
    if (!EVERYWHERE.has(name)) {
      contents[isLeaving(metadata) ? 'goes' : 'stays'].push(name);
      if (++seen === MOST) {
        return;
      }
    }
  }
}

function isLeaving({
  deletionTimestamp,
  ownerReferences = [],
}: KubernetesObject['metadata']): boolean {
  return deletionTimestamp !== undefined || ownerReferences.length > 0;
}

/** A kind may be served by two groups. */
function distinct(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}
