import type { JsonObject, JsonValue } from '@backstage/types';
import { jsonPointer } from '@cluster-profiles/plugin-cluster-profiles-common';

/** JSON pointer of the first `$ref` through which a schema contains itself; validation with it might never end. */
export function recursiveReference(schema: JsonObject): string | undefined {
  const sound = new Set<string>();

  function visit(
    value: JsonValue | undefined,
    pointer: string,
    entered: string[],
  ): string | undefined {
    if (value === null || typeof value !== 'object') {
      return undefined;
    }
    for (const [key, member] of Object.entries(value)) {
      const place = jsonPointer(pointer, key);
      const found =
        key === '$ref' && typeof member === 'string' && member.startsWith('#')
          ? follow(member.slice(1), place, entered)
          : visit(member, place, entered);
      if (found !== undefined) {
        return found;
      }
    }
    return undefined;
  }

  function follow(
    target: string,
    place: string,
    entered: string[],
  ): string | undefined {
    if (entered.some(other => contains(target, other) || target === other)) {
      return place;
    }
    if (sound.has(target)) {
      return undefined;
    }
    const found = visit(resolve(schema, target), target, [...entered, target]);
    if (found === undefined) {
      sound.add(target);
    }
    return found;
  }

  return visit(schema, '', []);
}

/** Whether a part lies below another. */
function contains(outer: string, inner: string): boolean {
  return inner.startsWith(`${outer}/`);
}

function resolve(schema: JsonObject, pointer: string): JsonValue | undefined {
  let value: JsonValue | undefined = schema;
  for (const segment of decodeURIComponent(pointer).split('/').slice(1)) {
    const key = segment.replace(/~1/g, '/').replace(/~0/g, '~');
    value =
      value !== null && typeof value === 'object' && Object.hasOwn(value, key)
        ? (value as JsonObject)[key]
        : undefined;
  }
  return value;
}
