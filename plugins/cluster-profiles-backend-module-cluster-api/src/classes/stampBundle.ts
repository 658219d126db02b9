import { bytesDigest } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { KubernetesObject } from '../kubernetes';
import { mapTemplateReferences } from './templateReferences';
import type { ClassBundle, StampedClass } from './types';

/** Says from which bundle an object is. */
export const BUNDLE_LABEL = 'clusterprofiles.io/bundle';

const MAX_NAME = 63;
const NAME_HASH_LENGTH = 8;
const LABEL = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;

/** The objects to put into a namespace: immutable, under names that tell their content. */
export function stampBundle(
  bundle: ClassBundle,
  options: { namespace: string },
): StampedClass {
  const { namespace } = options;
  const { hash } = bundle;
  const stamp = (object: KubernetesObject): KubernetesObject => ({
    ...object,
    metadata: {
      ...object.metadata,
      name: stampedName(object.metadata.name, hash),
      namespace,
      labels: { ...object.metadata.labels, [BUNDLE_LABEL]: hash },
    },
  });
  const templates = bundle.templates.map(stamp);
  const clusterClass = stamp(
    mapTemplateReferences(bundle.clusterClass, ({ name }) =>
      stampedName(name, hash),
    ),
  );
  return {
    hash,
    clusterClass,
    templates,
    reference: {
      apiVersion: clusterClass.apiVersion,
      kind: clusterClass.kind,
      name: clusterClass.metadata.name,
      namespace,
    },
    objects: [...templates, clusterClass],
  };
}

/** Not longer than a label may be; names that had to be cut stay apart. */
function stampedName(name: string, hash: string): string {
  const room = MAX_NAME - hash.length - 1;
  if (name.length <= room && LABEL.test(name)) {
    return `${name}-${hash}`;
  }
  const start = name
    .replace(/\./g, '-')
    .slice(0, room - NAME_HASH_LENGTH - 1)
    .replace(/-+$/, '');
  return `${start}-${bytesDigest(name).slice(0, NAME_HASH_LENGTH)}-${hash}`;
}
