import type { JsonObject } from '@backstage/types';
import Ajv, { type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { linearPattern } from './patterns/linearPattern';

/** Keywords that forms use; they say nothing about validity. */
const FORM_KEYWORDS = [
  'ui:autofocus',
  'ui:autocomplete',
  'ui:description',
  'ui:disabled',
  'ui:emptyValue',
  'ui:enableMarkdownInDescription',
  'ui:enumNames',
  'ui:field',
  'ui:help',
  'ui:options',
  'ui:order',
  'ui:placeholder',
  'ui:readonly',
  'ui:title',
  'ui:widget',
];

export interface CompiledSchema {
  validate: ValidateFunction;
  /** Validates with a part of the schema, by JSON pointer. */
  at(pointer: string): ValidateFunction | undefined;
}

// Compiling is slow, and the schemas of a library stay the same objects.
const compiled = new WeakMap<JsonObject, CompiledSchema>();

/**
 * Compiles a JSON Schema (draft 7) and throws when it is none: unknown keywords and references to other documents included.
 */
export function compileSchema(schema: JsonObject): CompiledSchema {
  const known = compiled.get(schema) ?? compile(schema);
  compiled.set(schema, known);
  return known;
}

function compile(schema: JsonObject): CompiledSchema {
  const ajv = addFormats(
    new Ajv({
      allErrors: true,
      allowUnionTypes: true,
      strictTypes: false,
      code: { regExp: linearPattern },
    }),
  );
  ajv.addVocabulary(FORM_KEYWORDS);
  ajv.addSchema(schema, 'schema');
  const validate = ajv.getSchema('schema');
  if (!validate) {
    throw new TypeError('The schema cannot be compiled');
  }
  return {
    validate,
    at: pointer =>
      ajv.getSchema(
        `schema#${pointer.split('/').map(encodeURIComponent).join('/')}`,
      ),
  };
}
