import type { JsonObject } from '@backstage/types';

/** A JSON Schema of draft 2020-12. */
export type Schema = JsonObject;
/** Fields of an object, by name. */
export type Fields = Record<string, Schema>;

export const text: Schema = { type: 'string' };
export const flag: Schema = { type: 'boolean' };
export const count: Schema = { type: 'integer', minimum: 0 };
export const time: Schema = { type: 'string', format: 'date-time' };
export const date: Schema = {
  type: 'string',
  pattern: '^\\d{4}-\\d{2}-\\d{2}$',
  description: 'YYYY-MM-DD.',
};
export const digest: Schema = {
  type: 'string',
  pattern: '^[0-9a-f]{64}$',
  description: 'SHA-256, lower-case hex.',
};
export const anyValue: Schema = { description: 'Any JSON value.' };
export const anyObject: Schema = { type: 'object' };
export const texts: Schema = listOf(text);

export function described(schema: Schema, description: string): Schema {
  return { ...schema, description };
}

export function ref(name: string): Schema {
  return { $ref: `#/components/schemas/${name}` };
}

export function oneWordOf(...words: readonly string[]): Schema {
  return { type: 'string', enum: [...words] };
}

export function listOf(items: Schema): Schema {
  return { type: 'array', items };
}

export function mapOf(values: Schema): Schema {
  return { type: 'object', additionalProperties: values };
}

/** An answer: further fields may come with later releases. */
export function object(required: Fields, optional: Fields = {}): Schema {
  return {
    type: 'object',
    required: Object.keys(required),
    properties: { ...required, ...optional },
  };
}

/** Input: an unknown field is refused. */
export function closed(required: Fields, optional: Fields = {}): Schema {
  return { ...object(required, optional), additionalProperties: false };
}

export function pageOf(name: string): Schema {
  return object({ items: listOf(ref(name)), totalCount: count });
}
