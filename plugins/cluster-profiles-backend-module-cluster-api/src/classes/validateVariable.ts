import { createContext, Script } from 'node:vm';
import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import { stringifyError } from '@backstage/errors';
import type { JsonObject, JsonValue } from '@backstage/types';
import {
  jsonPointer,
  type Finding,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { toJsonSchema } from './toJsonSchema';
import type { VariableDefinition } from './types';

const PATTERN_MILLISECONDS = 100;
const MAX_FINDINGS = 20;
const TEST = new Script('expression.test(text)');

/** Compiling takes milliseconds, and many clusters have one class. */
const validators = new WeakMap<JsonObject, ValidateFunction>();

/** What the schema of a variable says against a value. `path` is the JSON pointer of the value. */
export function validateVariable(options: {
  definition: VariableDefinition;
  value: JsonValue;
  path: string;
}): Finding[] {
  const { definition, value, path } = options;
  const { name, schema } = definition;
  try {
    const validate = validatorOf(schema);
    if (validate(value)) {
      return [];
    }
    return (validate.errors ?? []).slice(0, MAX_FINDINGS).map(error => ({
      severity: 'block',
      code: 'class-variable-invalid',
      message: `Variable "${name}" ${describe(error)}.`,
      path: pointerOf(path, error),
      remedy: 'Give a value that the schema of the class allows.',
    }));
  } catch (error) {
    // Cluster API reads patterns of Go, which JavaScript may not know, and has the last word.
    return [
      {
        severity: 'warn',
        code: 'class-variable-unchecked',
        message: `Variable "${name}" could not be checked against its schema: ${stringifyError(error)}.`,
        path,
        remedy: 'Cluster API checks it when the change is previewed.',
      },
    ];
  }
}

function validatorOf(schema: JsonObject): ValidateFunction {
  let validate = validators.get(schema);
  if (!validate) {
    const ajv = new Ajv({
      allErrors: true,
      strict: false,
      unicodeRegExp: false,
      code: { regExp: boundedPattern },
    });
    validate = ajv.compile(toJsonSchema(schema));
    validators.set(schema, validate);
  }
  return validate;
}

/** Authors write patterns: one that takes for ever must not hold up the portal. */
function boundedPattern(pattern: string, flags: string) {
  const expression = new RegExp(pattern, flags);
  const context = createContext({ expression, text: '' });
  return {
    test: (text: string): boolean => {
      context.text = text;
      return TEST.runInContext(context, { timeout: PATTERN_MILLISECONDS });
    },
    // Ajv tells patterns apart by it.
    toString: () => String(expression),
  };
}
boundedPattern.code = 'new RegExp';

function describe({ instancePath, message, keyword, params }: ErrorObject) {
  const member = instancePath ? `at ${instancePath} ` : '';
  switch (keyword) {
    case 'additionalProperties':
      return `${member}has the member "${params.additionalProperty}", which its schema does not know`;
    case 'enum':
      return `${member}must be one of ${params.allowedValues.map((value: JsonValue) => JSON.stringify(value)).join(', ')}`;
    default:
      return `${member}${message}`;
  }
}

function pointerOf(path: string, error: ErrorObject): string {
  const at = `${path}${error.instancePath}`;
  switch (error.keyword) {
    case 'additionalProperties':
      return jsonPointer(at, error.params.additionalProperty);
    case 'required':
      return jsonPointer(at, error.params.missingProperty);
    default:
      return at;
  }
}
