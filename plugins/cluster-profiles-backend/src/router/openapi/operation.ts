import type { JsonObject } from '@backstage/types';
import { ref, type Schema } from './shapes';

const content = (schema: Schema): JsonObject => ({
  content: { 'application/json': { schema } },
});

export function inPath(name: string, description: string): JsonObject {
  return {
    name,
    in: 'path',
    required: true,
    description,
    schema: { type: 'string' },
  };
}

export function inQuery(
  name: string,
  schema: Schema,
  options: { required?: boolean; description?: string } = {},
): JsonObject {
  return { name, in: 'query', schema, ...options };
}

/** Offset and limit, as every list takes them. */
export const paging: JsonObject[] = [
  inQuery('offset', {
    type: 'integer',
    minimum: 0,
    maximum: 1_000_000_000,
    default: 0,
  }),
  inQuery('limit', { type: 'integer', minimum: 1, maximum: 200, default: 50 }),
];

/** What makes a repeated proposal one proposal. */
export const idempotencyKey: JsonObject = {
  name: 'Idempotency-Key',
  in: 'header',
  schema: { type: 'string', minLength: 8, maxLength: 255 },
};

/** An operation with its answer; every one may answer with an error in Backstage's form. */
export function operation(options: {
  id: string;
  summary: string;
  tag: 'profiles' | 'clusters' | 'changes' | 'policies' | 'administration';
  answer: Schema;
  /** Media type of the answer; JSON if absent. */
  type?: string;
  /** Further answers, by media type. */
  others?: Record<string, Schema>;
  /** 200 if absent. */
  status?: number;
  description?: string;
  parameters?: JsonObject[];
  /** Schema of the request's body. */
  body?: Schema;
}): JsonObject {
  const { id, summary, tag, answer, description, parameters, body } = options;
  return {
    operationId: id,
    summary,
    ...(description ? { description } : {}),
    tags: [tag],
    ...(parameters ? { parameters } : {}),
    ...(body ? { requestBody: { required: true, ...content(body) } } : {}),
    responses: {
      [options.status ?? 200]: {
        description: summary,
        content: {
          [options.type ?? 'application/json']: { schema: answer },
          ...Object.fromEntries(
            Object.entries(options.others ?? {}).map(([type, schema]) => [
              type,
              { schema },
            ]),
          ),
        },
      },
      default: {
        description: 'An error that names the field and the remedy',
        ...content(ref('Error')),
      },
    },
  };
}
