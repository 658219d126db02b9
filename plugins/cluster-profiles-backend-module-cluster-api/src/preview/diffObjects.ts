import {
  diffValues,
  type ObjectChanges,
  type ObjectDifference,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  INSTANCE_ANNOTATION,
  LAYERS_ANNOTATION,
  REVISION_ANNOTATION,
  REVISION_DIGEST_ANNOTATION,
} from '../cluster/marks';
import type { KubernetesObject } from '../kubernetes';
import { fieldsByManager, foreignManager } from './managedFields';
import { objectName } from './objectName';

const OWN_MARKS = [
  INSTANCE_ANNOTATION,
  REVISION_ANNOTATION,
  REVISION_DIGEST_ANNOTATION,
  LAYERS_ANNOTATION,
];

/**
 * What a write changes: live objects compared with what a dry run returned for them, never with what was sent. What the server
 * keeps by itself, the status and our own marks do not count.
 */
export function diffObjects(
  pairs: ReadonlyArray<{
    live?: KubernetesObject;
    /** Absent: it would be deleted. */
    result?: KubernetesObject;
  }>,
): { objects: ObjectChanges; differences: ObjectDifference[] } {
  const objects: ObjectChanges = { created: [], changed: [], removed: [] };
  const differences: ObjectDifference[] = [];
  for (const { live, result } of pairs) {
    if (live && result) {
      const found = differencesOf(live, result);
      differences.push(...found);
      if (found.length > 0) {
        objects.changed.push(objectName(live));
      }
    } else if (result) {
      objects.created.push(objectName(result));
    } else if (live) {
      objects.removed.push(objectName(live));
    }
  }
  objects.created.sort();
  objects.changed.sort();
  objects.removed.sort();
  return { objects, differences };
}

function differencesOf(
  live: KubernetesObject,
  result: KubernetesObject,
): ObjectDifference[] {
  const managers = fieldsByManager(live);
  return diffValues(writable(live), writable(result)).map(
    ({ path, before, after }) => {
      const manager = foreignManager(managers, path);
      return {
        object: objectName(live),
        path,
        ...(after === undefined ? {} : { desired: after }),
        ...(before === undefined ? {} : { observed: before }),
        ...(manager ? { manager } : {}),
      };
    },
  );
}

function writable({ status, metadata, ...rest }: KubernetesObject): object {
  const annotations = Object.entries(metadata.annotations ?? {}).filter(
    ([name]) => !OWN_MARKS.includes(name),
  );
  return {
    ...rest,
    metadata: {
      labels: metadata.labels ?? {},
      annotations: Object.fromEntries(annotations),
      finalizers: metadata.finalizers ?? [],
      ownerReferences: metadata.ownerReferences ?? [],
    },
  };
}
