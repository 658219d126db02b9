import type { KubernetesObject } from '../kubernetes';

/** How people read an object, such as `Cluster team-a/checkout`. */
export function objectName({ kind, metadata }: KubernetesObject): string {
  const { name, namespace } = metadata;
  return `${kind} ${namespace ? `${namespace}/` : ''}${name}`;
}
