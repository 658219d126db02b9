import type { JsonValue } from '@backstage/types';
import {
  jsonPointer,
  pointerSegments,
} from '@cluster-profiles/plugin-cluster-profiles-common';

/** Fields that hold a secret, by their names: `adminPassword`, `api-key`, `tokens`. */
const HOLDS =
  /(password|passwd|passphrase|token|credential|secret|(api|access|private|secret|encryption|signing)[-_]?key)s?$/i;
/** Fields that say where a secret is: `tokenSecretRef`, `existingSecret`, `passwordFile`, `imagePullSecrets`. */
const NAMES =
  /(ref|reference|name|file|from|path)$|^existing|^imagePullSecrets$/i;
/** What is called only that may hold the name of one. */
const UNCLEAR = /secrets?$/i;
const OBJECT_NAME = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;
const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;

/** JSON pointer of the first text that looks like a secret itself instead of the name of one; undefined where none does. */
export function findLiteralSecret(place: {
  /** JSON pointer that the value is put to. */
  path: string;
  value: JsonValue;
  /** What stands there in the profile. */
  present?: JsonValue;
}): string | undefined {
  const { path, value, present } = place;
  if (isReference(path, present) && typeof value === 'string') {
    return path;
  }
  return find(value, path);
}

function find(value: JsonValue | undefined, path: string): string | undefined {
  if (typeof value === 'string') {
    return isLiteral(value, pointerSegments(path)) ? path : undefined;
  }
  if (value === null || typeof value !== 'object') {
    return undefined;
  }
  for (const [name, member] of Object.entries(value)) {
    const found = find(member, jsonPointer(path, name));
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

function isLiteral(text: string, segments: readonly string[]): boolean {
  if (PRIVATE_KEY.test(text)) {
    return true;
  }
  const holder = segments.findLastIndex(segment => HOLDS.test(segment));
  if (
    text === '' ||
    holder < 0 ||
    segments.slice(holder).some(segment => NAMES.test(segment))
  ) {
    return false;
  }
  return !UNCLEAR.test(segments[holder]) || !OBJECT_NAME.test(text);
}

/** The profile names a secret there, such as `{ name: audit-token, key: token }`. */
function isReference(path: string, present: JsonValue | undefined): boolean {
  return (
    /ref$/i.test(path) &&
    typeof present === 'object' &&
    present !== null &&
    'name' in present
  );
}
