import { listWriters } from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import { FIELD_MANAGER, type KubernetesObject } from '../kubernetes';

/** JSON pointers of the fields that each manager set; entries of lists by name. */
export function fieldsByManager(
  object: KubernetesObject,
): Map<string, Set<string>> {
  const managers = new Map<string, Set<string>>();
  for (const { manager, fields, subresource } of listWriters(object)) {
    if (!subresource) {
      const known = managers.get(manager) ?? new Set();
      fields.forEach(field => known.add(field));
      managers.set(manager, known);
    }
  }
  return managers;
}

/** The first manager but us that set a field or something inside it. */
export function foreignManager(
  managers: ReadonlyMap<string, ReadonlySet<string>>,
  path: string,
): string | undefined {
  for (const [manager, fields] of managers) {
    if (
      manager !== FIELD_MANAGER &&
      [...fields].some(field => field === path || field.startsWith(`${path}/`))
    ) {
      return manager;
    }
  }
  return undefined;
}
