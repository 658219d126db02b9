import type { JsonObject } from '@backstage/types';
import { jsonPointer } from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  isJsonObject,
  textAt,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import { FIELD_MANAGER, type KubernetesObject } from '../kubernetes';

/** JSON pointers of the fields that each manager set; entries of lists by name. */
export function fieldsByManager(
  object: KubernetesObject,
): Map<string, Set<string>> {
  const managers = new Map<string, Set<string>>();
  for (const entry of object.metadata.managedFields ?? []) {
    const { manager = 'unknown', fieldsV1, subresource } = entry;
    if (!subresource && fieldsV1) {
      const fields = managers.get(manager) ?? new Set();
      collect(fieldsV1, '', fields);
      managers.set(manager, fields);
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

function collect(fields: JsonObject, path: string, found: Set<string>): void {
  for (const [key, member] of Object.entries(fields)) {
    const segment = segmentOf(key);
    const at = segment === undefined ? path : jsonPointer(path, segment);
    found.add(at);
    if (isJsonObject(member)) {
      collect(member, at, found);
    }
  }
}

/** `f:` is a member, `k:` an entry by its keys, `v:` one by its value, `i:` one by its place; `.` is the thing itself. */
function segmentOf(key: string): string | undefined {
  if (key === '.') {
    return undefined;
  }
  const rest = key.slice(2);
  return key.startsWith('k:') ? entryName(rest) : rest;
}

function entryName(keys: string): string {
  try {
    const parsed: unknown = JSON.parse(keys);
    return textAt(parsed, ['name']) || keys;
  } catch {
    return keys;
  }
}
