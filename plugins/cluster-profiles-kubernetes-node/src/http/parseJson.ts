import type { JsonValue } from '@backstage/types';

/** Undefined for what is not JSON: the parser's message would quote it. */
export function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
