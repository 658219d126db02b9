import type { JsonObject } from '@backstage/types';
import { isJsonObject, textAt } from './jsonValues';
import type { KubernetesObject } from './types';

/** One who wrote fields of an object, as the API server keeps the book. */
export interface FieldWriter {
  manager: string;
  /** When he wrote last, where the book says it. */
  writtenAt?: string;
  /** Such as `scale`. */
  subresource?: string;
  /** JSON pointers; entries of lists by name. */
  fields: ReadonlySet<string>;
}

/** In the order of `metadata.managedFields`. */
export function listWriters(object: KubernetesObject): FieldWriter[] {
  return (object.metadata.managedFields ?? []).flatMap(entry => {
    const { manager = 'unknown', fieldsV1, subresource, time } = entry;
    if (!fieldsV1) {
      return [];
    }
    const fields = new Set<string>();
    collect(fieldsV1, '', fields);
    return [
      {
        manager,
        ...(time && { writtenAt: time }),
        ...(subresource && { subresource }),
        fields,
      },
    ];
  });
}

/** Who wrote a field or something in it; of several the one who wrote last. */
export function findWriter(
  writers: readonly FieldWriter[],
  path: string,
): FieldWriter | undefined {
  return writers
    .filter(({ fields }) =>
      [...fields].some(field => field === path || field.startsWith(`${path}/`)),
    )
    .sort((a, b) => ((a.writtenAt ?? '') < (b.writtenAt ?? '') ? 1 : -1))[0];
}

function collect(fields: JsonObject, path: string, found: Set<string>): void {
  for (const [key, member] of Object.entries(fields)) {
    const segment = segmentOf(key);
    const at = segment === undefined ? path : `${path}/${escape(segment)}`;
    found.add(at);
    if (isJsonObject(member)) {
      collect(member, at, found);
    }
  }
}

/** As RFC 6901 has it. */
function escape(segment: string): string {
  return segment.replace(/~/g, '~0').replace(/\//g, '~1');
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
