import type { JsonObject } from '@backstage/types';
import Ajv, { type Options, type ValidateFunction } from 'ajv';
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

const OPTIONS: Options = {
  allErrors: true,
  allowUnionTypes: true,
  strictTypes: false,
  code: { regExp: linearPattern },
};

// It compiles the schema of schemas, which takes longer than most schemas do, only once.
const ofSchemas = new Ajv(OPTIONS);

/** As many as a library and the profiles in use have. */
const MOST_KEPT = 200;

// Compiling is slow, and every plan reads the schemas of its profiles anew: they are known by their text.
const compiled = new Map<string, CompiledSchema>();

/**
 * Compiles a JSON Schema (draft 7) and throws when it is none: unknown keywords and references to other documents included.
 */
export function compileSchema(schema: JsonObject): CompiledSchema {
  const text = JSON.stringify(schema);
  const known = compiled.get(text) ?? compile(schema);
  // The one that was used last is the last to go.
  compiled.delete(text);
  compiled.set(text, known);
  if (compiled.size > MOST_KEPT) {
    const [oldest] = compiled.keys();
    compiled.delete(oldest);
  }
  return known;
}

function compile(schema: JsonObject): CompiledSchema {
  ofSchemas.validateSchema(schema, true);
  const ajv = addFormats(new Ajv({ ...OPTIONS, validateSchema: false }));
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
