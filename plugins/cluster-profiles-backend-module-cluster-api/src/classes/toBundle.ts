import { canonicalDigest } from '@cluster-profiles/plugin-cluster-profiles-common';
import { INSTANCE_ANNOTATION } from '../cluster/marks';
import type { KubernetesObject } from '../kubernetes';
import type { ClassBundle } from './types';

const HASH_LENGTH = 10;
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** A class and its templates without what a server or a namespace adds, under the address of their content. */
export function toBundle(
  clusterClass: KubernetesObject,
  templates: readonly KubernetesObject[],
): ClassBundle {
  const content = {
    clusterClass: contentOf(clusterClass),
    templates: templates.map(contentOf).sort(byKindAndName),
  };
  return { ...content, hash: canonicalDigest(content).slice(0, HASH_LENGTH) };
}

function contentOf({
  apiVersion,
  kind,
  metadata,
  spec,
}: KubernetesObject): KubernetesObject {
  const {
    [LAST_APPLIED]: applied,
    [INSTANCE_ANNOTATION]: instance,
    ...annotations
  } = metadata.annotations ?? {};
  const { labels = {} } = metadata;
  return {
    apiVersion,
    kind,
    metadata: {
      name: metadata.name,
      ...(Object.keys(labels).length > 0 ? { labels } : {}),
      ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
    },
    ...(spec ? { spec } : {}),
  };
}

function byKindAndName(a: KubernetesObject, b: KubernetesObject): number {
  return keyOf(a) < keyOf(b) ? -1 : 1;
}

function keyOf({ apiVersion, kind, metadata }: KubernetesObject): string {
  return `${kind} ${metadata.name} ${apiVersion}`;
}
