import type { KubernetesObject } from '../kubernetes';
import { templateKey } from './templateReferences';
import { toBundle } from './toBundle';
import type { ClassBundle, StampedClass } from './types';

/**
 * A stamped class as a server keeps it, with what it fills in: only then it can be compared with one that is live. Objects that
 * the server said nothing about stand as they are.
 */
export function storedBundle(
  stamped: StampedClass,
  stored: ReadonlyArray<KubernetesObject | undefined>,
): ClassBundle {
  const known = new Map(
    stored.flatMap(object => (object ? [[keyOf(object), object]] : [])),
  );
  const asStored = (object: KubernetesObject) =>
    known.get(keyOf(object)) ?? object;
  return toBundle(
    asStored(stamped.clusterClass),
    stamped.templates.map(asStored),
  );
}

function keyOf({ apiVersion, kind, metadata }: KubernetesObject): string {
  return templateKey({ apiVersion, kind, name: metadata.name });
}
