import type { JsonValue } from '@backstage/types';
import { jsonPointer } from '@cluster-profiles/plugin-cluster-profiles-common';
import { ProviderRefusedError } from '@cluster-profiles/plugin-cluster-profiles-node';
import { INSTANCE_ANNOTATION } from '../cluster/marks';
import type { KubernetesObject, ReadClient, WriteClient } from '../kubernetes';
import { isJsonObject } from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import { BUNDLE_LABEL } from './stampBundle';
import type { StampedClass } from './types';

/**
 * Puts the templates and the class there where they are missing, the class last. What is there already stays as it is; where
 * it is not what its name says, `ProviderRefusedError`. What is put there carries the mark of this installation.
 */
export async function ensureStamped(options: {
  reader: ReadClient;
  writer: WriteClient;
  stamped: StampedClass;
  instanceId: string;
  signal?: AbortSignal;
}): Promise<void> {
  const { reader, writer, stamped, instanceId, signal } = options;
  for (const object of stamped.objects) {
    const { apiVersion, kind, metadata } = object;
    const { name, namespace } = metadata;
    const live = await reader.get(
      { apiVersion, kind, name, namespace },
      { signal },
    );
    if (live) {
      checkContent(live, object);
    } else {
      await writer.apply(markedAs(object, instanceId), { signal });
    }
  }
}

function markedAs(
  object: KubernetesObject,
  instanceId: string,
): KubernetesObject {
  const { metadata } = object;
  return {
    ...object,
    metadata: {
      ...metadata,
      annotations: {
        ...metadata.annotations,
        [INSTANCE_ANNOTATION]: instanceId,
      },
    },
  };
}

function checkContent(live: KubernetesObject, stamped: KubernetesObject): void {
  const what = `${live.kind} ${live.metadata.namespace}/${live.metadata.name}`;
  if (live.metadata.deletionTimestamp) {
    throw new ProviderRefusedError(
      `${what} is being deleted; restore it by letting the deletion finish`,
    );
  }
  const hash = stamped.metadata.labels?.[BUNDLE_LABEL];
  const found = live.metadata.labels?.[BUNDLE_LABEL];
  const path =
    found === hash
      ? findEdit(live.spec ?? {}, stamped.spec ?? {}, '/spec')
      : jsonPointer('/metadata/labels', BUNDLE_LABEL);
  if (path !== undefined) {
    throw new ProviderRefusedError(
      `${what} was edited at ${path}: it must stay as it was published; delete it, and it is put there again`,
    );
  }
}

/** Where a live value is not what was written; members that the server added do not count. */
function findEdit(
  live: JsonValue | undefined,
  written: JsonValue | undefined,
  path: string,
): string | undefined {
  if (Array.isArray(written)) {
    if (!Array.isArray(live) || live.length !== written.length) {
      return path;
    }
    return firstEdit(written.keys(), index =>
      findEdit(live[index], written[index], jsonPointer(path, index)),
    );
  }
  if (isJsonObject(written)) {
    if (!isJsonObject(live)) {
      // The server leaves out what is empty.
      return live === undefined && Object.keys(written).length === 0
        ? undefined
        : path;
    }
    return firstEdit(Object.keys(written), key =>
      findEdit(live[key], written[key], jsonPointer(path, key)),
    );
  }
  return live === written ? undefined : path;
}

function firstEdit<T>(
  keys: Iterable<T>,
  compare: (key: T) => string | undefined,
): string | undefined {
  for (const key of keys) {
    const edit = compare(key);
    if (edit !== undefined) {
      return edit;
    }
  }
  return undefined;
}
