import type { JsonObject, JsonValue } from '@backstage/types';
import { jsonPointer, pointerSegments } from './jsonPointer';

/** Fields that hold a secret, by their names: `adminPassword`, `api-key`, `tokens`. */
const HOLDS =
  /(password|passwd|passphrase|token|credential|secret|(api|access|private|secret|encryption|signing)[-_]?key)s?$/i;
/** Fields that say where a secret is: `tokenSecretRef`, `existingSecret`, `passwordFile`, `imagePullSecrets`. */
const NAMES =
  /(ref|reference|name|file|from|path)$|^existing|^imagePullSecrets$/i;
/** What is called only that may hold the name of one. */
const UNCLEAR = /(secrets?|credentials?|secret[-_]?key)$/i;
/** Below a field that holds a secret: what it is, beside settings such as `privateKey.algorithm`. */
const CONTENT =
  /^(\d+|values?|data|stringData|contents?|secretContents|text|plain|literal)$/i;
const MANY = /(password|passphrase|token|key)s$/i;
const OBJECT_NAME = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;
const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;
/** What somebody else puts a secret in place of: `${PASSWORD}`, `$(TOKEN)`, `{{ … }}`, `$__file{…}`, `$secret:key`. */
const PLACEHOLDER =
  /^(\$\{.*\}|\$\(.*\)|\{\{.*\}\}|\$__\w+\{.*\}|\$[\w.-]+:[\w.-]+)$/s;
/** Beside the name of a Secret, what looks like a secret is the key of an entry. */
const NAMES_SECRET = /^existing|secret(name|ref)$/i;
const ENTRY_KEY = /^[-._a-zA-Z0-9]+$/;

/** JSON pointers of the texts that look like secrets themselves instead of the names of some. @public */
export function findLiteralSecrets(place: {
  /** JSON pointer that the value is put to. */
  path: string;
  value: JsonValue;
  /** What stands there in the profile. */
  present?: JsonValue;
}): string[] {
  const { path, value, present } = place;
  if (isReference(path, present) && typeof value === 'string') {
    return [path];
  }
  return find(value, path);
}

function find(
  value: JsonValue | undefined,
  path: string,
  called: readonly string[] = pointerSegments(path),
): string[] {
  if (typeof value === 'string') {
    return isLiteral(value, called) ? [path] : [];
  }
  if (value === null || typeof value !== 'object') {
    return [];
  }
  const namesSecret = Object.entries(value).some(
    ([name, member]) =>
      NAMES_SECRET.test(name) && typeof member === 'string' && member !== '',
  );
  return Object.entries(value).flatMap(([name, member]) => {
    const at = jsonPointer(path, name);
    if (namesSecret && isEntryKey(name, member)) {
      return [];
    }
    return name === 'value' && isVariable(value)
      ? find(member, at, [value.name])
      : find(member, at);
  });
}

/** As containers have them: `{ name: PASSWORD, value: … }`. */
function isVariable(
  value: JsonObject | JsonValue[],
): value is JsonObject & { name: string } {
  return !Array.isArray(value) && typeof value.name === 'string';
}

function isEntryKey(name: string, value: JsonValue | undefined): boolean {
  return (
    /key$/i.test(name) && typeof value === 'string' && ENTRY_KEY.test(value)
  );
}

function isLiteral(text: string, segments: readonly string[]): boolean {
  if (PRIVATE_KEY.test(text)) {
    return true;
  }
  const holder = segments.findLastIndex(segment => HOLDS.test(segment));
  const below = segments.slice(holder + 1);
  if (
    text === '' ||
    PLACEHOLDER.test(text) ||
    holder < 0 ||
    segments.slice(holder).some(segment => NAMES.test(segment)) ||
    !isContent(segments[holder], below)
  ) {
    return false;
  }
  const isNamed = below.some(segment => !/^\d+$/.test(segment));
  return isNamed || !UNCLEAR.test(segments[holder]) || !OBJECT_NAME.test(text);
}

function isContent(holder: string, below: readonly string[]): boolean {
  return (
    below.length === 0 ||
    below.some(segment => CONTENT.test(segment)) ||
    (below.length === 1 && MANY.test(holder))
  );
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
