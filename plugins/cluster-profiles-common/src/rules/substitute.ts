import { InputError } from '@backstage/errors';
import type { JsonObject, JsonValue } from '@backstage/types';
import { jsonPointer } from './jsonPointer';

const SUBSTITUTION = /\$\{\{([^{}]*)\}\}/g;
const WHOLE = /^\$\{\{([^{}]*)\}\}$/;
const PATH = /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/;

/** A substitution that cannot be made. @public */
export class SubstitutionError extends InputError {
  /** What stands between the braces. */
  readonly path: string;
  /** JSON pointer of the text that holds it. */
  readonly pointer: string;

  constructor(options: { path: string; pointer: string; problem: string }) {
    super(
      `\${{ ${options.path} }} at "${options.pointer}": ${options.problem}`,
    );
    this.path = options.path;
    this.pointer = options.pointer;
  }
}

/** Every `${{ a.b.c }}` inside a value, in document order. Keys are never substituted. @public */
export function substitutionPaths(
  value: JsonValue,
): Array<{ path: string; pointer: string }> {
  const found: Array<{ path: string; pointer: string }> = [];
  visitTexts(value, '', (text, pointer) => {
    for (const [, path] of text.matchAll(SUBSTITUTION)) {
      found.push({ path: path.trim(), pointer });
    }
  });
  return found;
}

/**
 * Replaces each `${{ a.b.c }}` by what the scope holds under that path: typed where it is the whole value, as text inside a
 * longer one. What was put in is not looked at again. Paths only, never code; an unknown path is a `SubstitutionError`.
 * @public
 */
export function substitute(value: JsonValue, scope: JsonObject): JsonValue {
  return substituteAt(value, scope, '');
}

function substituteAt(
  value: JsonValue | undefined,
  scope: JsonObject,
  pointer: string,
): JsonValue {
  if (typeof value === 'string') {
    return substituteText(value, scope, pointer);
  }
  if (Array.isArray(value)) {
    return value.map((item, index) =>
      substituteAt(item, scope, jsonPointer(pointer, index)),
    );
  }
  if (value && typeof value === 'object') {
    // fromEntries defines own members, so that a key such as __proto__ stays data
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [
        key,
        substituteAt(member, scope, jsonPointer(pointer, key)),
      ]),
    );
  }
  return value ?? null;
}

function substituteText(
  text: string,
  scope: JsonObject,
  pointer: string,
): JsonValue {
  const whole = WHOLE.exec(text);
  if (whole) {
    return copy(lookUp(whole[1].trim(), scope, pointer));
  }
  return text.replace(SUBSTITUTION, (_, inner: string) => {
    const path = inner.trim();
    const found = lookUp(path, scope, pointer);
    if (found === null || typeof found === 'object') {
      throw new SubstitutionError({
        path,
        pointer,
        problem:
          'only a text, number or boolean can stand inside a longer text',
      });
    }
    return String(found);
  });
}

function lookUp(path: string, scope: JsonObject, pointer: string): JsonValue {
  if (!PATH.test(path)) {
    throw new SubstitutionError({
      path,
      pointer,
      problem: 'not a path of names separated by dots',
    });
  }
  let found: JsonValue | undefined = scope;
  for (const segment of path.split('.')) {
    found =
      found !== null &&
      typeof found === 'object' &&
      Object.prototype.propertyIsEnumerable.call(found, segment)
        ? (found as JsonObject)[segment]
        : undefined;
    if (found === undefined) {
      throw new SubstitutionError({
        path,
        pointer,
        problem: `unknown path, there is no "${segment}"`,
      });
    }
  }
  return found;
}

function copy(value: JsonValue): JsonValue {
  return value !== null && typeof value === 'object'
    ? JSON.parse(JSON.stringify(value))
    : value;
}

function visitTexts(
  value: JsonValue | undefined,
  pointer: string,
  visit: (text: string, pointer: string) => void,
): void {
  if (typeof value === 'string') {
    visit(value, pointer);
  } else if (value && typeof value === 'object') {
    for (const [key, member] of Object.entries(value)) {
      visitTexts(member, jsonPointer(pointer, key), visit);
    }
  }
}
