import type { JsonObject, JsonValue } from '@backstage/types';
import type { KubernetesObject } from '../kubernetes';
import {
  isJsonObject,
  textAt,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';

/** A reference of a class to one of its templates. */
export interface TemplateReference {
  /** JSON pointer in the class. */
  path: string;
  apiVersion: string;
  kind: string;
  name: string;
}

/** Free data of authors: what looks like a reference there is none. */
const FREE = new Set(['variables', 'patches']);

/** Every reference of a class to a template. */
export function templateReferences(
  clusterClass: KubernetesObject,
): TemplateReference[] {
  const found: TemplateReference[] = [];
  mapTemplateReferences(clusterClass, reference => {
    found.push(reference);
    return reference.name;
  });
  return found;
}

/** The class with other names of templates. */
export function mapTemplateReferences(
  clusterClass: KubernetesObject,
  rename: Rename,
): KubernetesObject {
  return {
    ...clusterClass,
    spec: mapMembers(clusterClass.spec ?? {}, '/spec', rename),
  };
}

type Rename = (reference: TemplateReference) => string;

function mapMembers(
  value: JsonObject,
  path: string,
  rename: Rename,
): JsonObject {
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => {
      const at = `${path}/${key}`;
      if (path === '/spec' && FREE.has(key)) {
        return [key, member];
      }
      return key === 'templateRef' && isJsonObject(member)
        ? [key, { ...member, name: rename(toReference(member, at)) }]
        : [key, mapValue(member, at, rename)];
    }),
  );
}

function mapValue(
  value: JsonValue | undefined,
  path: string,
  rename: Rename,
): JsonValue {
  if (Array.isArray(value)) {
    return value.map((item, index) =>
      mapValue(item, `${path}/${index}`, rename),
    );
  }
  return isJsonObject(value)
    ? mapMembers(value, path, rename)
    : (value ?? null);
}

function toReference(value: JsonObject, path: string): TemplateReference {
  return {
    path,
    apiVersion: textAt(value, ['apiVersion']),
    kind: textAt(value, ['kind']),
    name: textAt(value, ['name']),
  };
}

/** The same for every version of an API. */
export function templateKey(template: {
  apiVersion: string;
  kind: string;
  name: string;
}): string {
  return `${template.kind}.${groupOf(template.apiVersion)} ${template.name}`;
}

/** API group; empty for the core group. */
export function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
}
