import {
  jsonPointer,
  type Finding,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { JsonObject, JsonValue } from '@backstage/types';

const MAX_DEPTH = 20;
const MAX_BYTES = 64 * 1024;

/** Why values of a layer, whoever wrote them, are too deep or too large. */
export function checkLayerValues(
  { name, values }: { name: string; values: JsonObject },
  path: string,
): Array<Finding & { severity: 'block' }> {
  const deep = tooDeep(values, path);
  if (deep !== undefined) {
    return [
      {
        severity: 'block',
        code: 'values-too-deep',
        path: deep,
        layer: name,
        message: `The values of layer '${name}' are nested more than ${MAX_DEPTH} levels deep`,
        remedy: 'Flatten them',
      },
    ];
  }
  const bytes = Buffer.byteLength(JSON.stringify(values));
  if (bytes > MAX_BYTES) {
    return [
      {
        severity: 'block',
        code: 'values-too-large',
        path,
        layer: name,
        message: `The values of layer '${name}' have ${bytes} bytes, at most ${MAX_BYTES} are allowed`,
        remedy: 'Leave defaults out',
      },
    ];
  }
  return [];
}

function tooDeep(
  value: JsonValue | undefined,
  path: string,
  depth = 0,
): string | undefined {
  if (value === null || typeof value !== 'object') {
    return undefined;
  }
  if (depth >= MAX_DEPTH) {
    return path;
  }
  for (const [key, member] of Object.entries(value)) {
    const found = tooDeep(member, jsonPointer(path, key), depth + 1);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}
