import { jsonPointer } from '@cluster-profiles/plugin-cluster-profiles-common';
import { refuseBundle } from './refuseBundle';

const PROTOTYPE_KEYS = ['__proto__', 'constructor', 'prototype'];

/** Levels of a document, aliases resolved. */
export const MAX_DOCUMENT_DEPTH = 32;

/** Refuses what is not plain JSON, or what a database or JavaScript itself would trip over. */
export function checkJsonValue(value: unknown): void {
  check(value, '', []);
}

function check(value: unknown, path: string, ancestors: unknown[]): void {
  if (ancestors.includes(value)) {
    refuseBundle({
      code: 'bad-alias',
      path,
      message: 'An alias stands inside its own anchor',
      remedy: 'Write the values out',
    });
  }
  if (ancestors.length > MAX_DOCUMENT_DEPTH) {
    refuseBundle({
      code: 'document-too-deep',
      path,
      message: `The profile document is nested more than ${MAX_DOCUMENT_DEPTH} levels deep`,
      remedy: 'Flatten it, or move the content to a file of the bundle',
    });
  }
  if (typeof value === 'string') {
    checkText(value, path);
  } else if (Array.isArray(value)) {
    value.forEach((item, index) =>
      check(item, jsonPointer(path, index), [...ancestors, value]),
    );
  } else if (isPlainObject(value)) {
    for (const [key, member] of Object.entries(value)) {
      const place = jsonPointer(path, key);
      if (PROTOTYPE_KEYS.includes(key)) {
        refuseBundle({
          code: 'forbidden-key',
          path: place,
          message: `The key '${key}' is not allowed`,
          remedy: 'Rename it',
        });
      }
      checkText(key, place);
      check(member, place, [...ancestors, value]);
    }
  } else if (
    value !== null &&
    typeof value !== 'boolean' &&
    !(typeof value === 'number' && Number.isFinite(value))
  ) {
    refuseBundle({
      code: 'not-json',
      path,
      message: 'The value has no equivalent in JSON',
      remedy: 'Use texts, finite numbers, booleans, lists and maps only',
    });
  }
}

function checkText(text: string, path: string): void {
  if (text.includes('\0') || /\p{Surrogate}/u.test(text)) {
    refuseBundle({
      code: 'bad-characters',
      path,
      message: 'The text holds NUL or half a character',
      remedy: 'Remove them',
    });
  }
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return (
    value !== null &&
    typeof value === 'object' &&
    Object.getPrototypeOf(value) === Object.prototype
  );
}
