import type { JsonObject, JsonValue } from '@backstage/types';
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { openApiDocument } from '../openApiDocument';

/** An operation of the document, as tests look at it. */
export interface DocumentedOperation {
  operationId: string;
  parameters?: Array<{ name: string; in: string; schema: JsonObject }>;
  responses: Record<
    string,
    { content: Record<string, { schema: JsonObject }> }
  >;
}

export const documentedPaths = openApiDocument.paths as unknown as Record<
  string,
  Record<string, DocumentedOperation>
>;

/** Compiles schemas of the document. With `strict`, objects that list their fields take no others: nothing goes undocumented. */
export function createDocumentValidator(options: { strict: boolean }): {
  compile(schema: JsonObject): ValidateFunction;
} {
  // The document's own keywords are not JSON Schema's.
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats(ajv);
  const close = (schema: JsonObject) =>
    options.strict ? (closeObjects(schema) as JsonObject) : schema;
  ajv.addSchema(close({ components: openApiDocument.components }), 'api');
  return {
    compile: schema => ajv.compile(close(rebase(schema))),
  };
}

function closeObjects(schema: JsonValue): JsonValue {
  return mapObjects(schema, object =>
    object.type === 'object' && object.properties
      ? { additionalProperties: false, ...object }
      : object,
  );
}

/** References are relative to the document. */
function rebase(schema: JsonObject): JsonObject {
  return mapObjects(schema, object =>
    typeof object.$ref === 'string' && object.$ref.startsWith('#')
      ? { ...object, $ref: `api${object.$ref}` }
      : object,
  ) as JsonObject;
}

function mapObjects(
  value: JsonValue,
  change: (object: JsonObject) => JsonObject,
): JsonValue {
  if (Array.isArray(value)) {
    return value.map(item => mapObjects(item, change));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return change(
    Object.fromEntries(
      Object.entries(value).map(([key, entry]) => [
        key,
        mapObjects(entry!, change),
      ]),
    ),
  );
}
