import type { JsonValue } from '@backstage/types';
import { jsonPointer } from '@cluster-profiles/plugin-cluster-profiles-common';

/** Every `$ref` that leads out of a JSON Schema, and every `$id`, with the JSON pointer: nothing is ever fetched. */
export function foreignReferences(
  value: JsonValue | undefined,
  pointer = '',
): Array<{ pointer: string; target: string }> {
  if (value === null || typeof value !== 'object') {
    return [];
  }
  return Object.entries(value).flatMap(([key, member]) => {
    const place = jsonPointer(pointer, key);
    const isForeign =
      typeof member === 'string' &&
      ((key === '$ref' && !member.startsWith('#')) || key === '$id');
    return isForeign
      ? [{ pointer: place, target: String(member) }]
      : foreignReferences(member, place);
  });
}
