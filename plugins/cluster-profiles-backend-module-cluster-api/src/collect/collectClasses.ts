import type { Target } from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  ProviderRefusedError,
  type Collection,
  type ProfileFiles,
  type ProfileInUse,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { clusterNamespace } from '../cluster/toClusterObject';
import {
  WriteConflictError,
  type KubernetesObject,
  type ManagementCluster,
} from '../kubernetes';
import { findUnused, type UnusedBundle } from './findUnused';
import { listObjects } from './listObjects';
import { usedHashes } from './usedHashes';

type Options = {
  management: Pick<ManagementCluster, 'name' | 'reader' | 'writer'>;
  target: Target;
  inUse: readonly ProfileInUse[];
  unusedSince: ReadonlyMap<string, string>;
  before: string;
  instanceId: string;
  files: ProfileFiles;
  signal?: AbortSignal;
};

/** Deletes the classes of a target's namespace, and then their templates, that have been unused for long enough. */
export async function collectClasses(options: Options): Promise<Collection> {
  const { management, target, unusedSince, before, instanceId } = options;
  const namespace = clusterNamespace({ target });
  const used = await usedHashes({
    ...options,
    place: { endpoint: target.endpoint, namespace },
  });
  const objects = await listObjects({
    ...options,
    reader: management.reader,
    namespace,
  });
  const collection: Collection = { unused: [], collected: [], problems: [] };
  for (const bundle of findUnused({ objects, used, instanceId })) {
    const id = `${management.name}/${namespace}/${bundle.hash}`;
    const since = unusedSince.get(id);
    const problem =
      since !== undefined && since <= before
        ? await remove(bundle, options)
        : 'not yet';
    if (problem === undefined) {
      collection.collected.push(id);
      continue;
    }
    collection.unused.push(id);
    if (problem !== 'not yet') {
      collection.problems.push(`${id}: ${problem}`);
    }
  }
  return collection;
}

/** Why it is still there; undefined once it is gone. Cluster API guards the class while a Cluster uses it, the templates it does not. */
async function remove(
  { classes, templates }: UnusedBundle,
  { management: { reader, writer }, signal }: Options,
): Promise<string | undefined> {
  try {
    for (const clusterClass of classes) {
      await deleteAsRead(clusterClass, { writer, signal });
      if (await reader.get(referenceTo(clusterClass), { signal })) {
        return `ClusterClass ${clusterClass.metadata.name} is on its way out`;
      }
    }
    for (const template of templates) {
      await deleteAsRead(template, { writer, signal });
    }
    return undefined;
  } catch (error) {
    if (
      error instanceof ProviderRefusedError ||
      error instanceof WriteConflictError
    ) {
      return error.message;
    }
    throw error;
  }
}

async function deleteAsRead(
  object: KubernetesObject,
  options: { writer: ManagementCluster['writer']; signal?: AbortSignal },
): Promise<void> {
  const { uid, resourceVersion } = object.metadata;
  await options.writer.delete(referenceTo(object), {
    uid,
    resourceVersion,
    signal: options.signal,
  });
}

function referenceTo({ apiVersion, kind, metadata }: KubernetesObject) {
  const { name, namespace } = metadata;
  return { apiVersion, kind, name, namespace };
}
