import type { JsonObject } from '@backstage/types';
import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import {
  jsonPointer,
  type ProfileVersion,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { linearPattern } from '../../profiles/patterns/linearPattern';
import { refuse, refuseAny, type Refusal } from '../refuse';

const MAX_COMPILED = 200;
// Compiling is slow; a digest names one schema forever, so nothing here can go out of date.
const compiled = new Map<string, ValidateFunction>();

/** Whether a schema knows a parameter: names that it lists, unless it says itself what others may be. */
export function knowsParameter(
  schema: JsonObject | undefined,
  name: string,
): boolean {
  if (!schema) {
    return false;
  }
  if (typeof schema.$ref === 'string') {
    return true;
  }
  if (isObject(schema.properties) && Object.hasOwn(schema.properties, name)) {
    return true;
  }
  const patterns = isObject(schema.patternProperties)
    ? Object.keys(schema.patternProperties)
    : [];
  if (patterns.some(pattern => linearPattern(pattern).test(name))) {
    return true;
  }
  if (
    schema.additionalProperties !== undefined &&
    schema.additionalProperties !== false
  ) {
    return true;
  }
  return ['allOf', 'anyOf', 'oneOf', 'if', 'then', 'else'].some(keyword =>
    [schema[keyword]]
      .flat()
      .some(branch => isObject(branch) && knowsParameter(branch, name)),
  );
}

/**
 * Parameters with defaults filled in. All that does not fit is refused at once, each error with its JSON pointer below `path`.
 */
export function validateParameters(options: {
  version: ProfileVersion;
  parameters: JsonObject;
  /** JSON pointer of the parameters in the request. */
  path: string;
}): JsonObject {
  const { version, path } = options;
  const label = `${version.profile} ${version.version}`;
  if (!isObject(options.parameters)) {
    refuse('input', {
      code: 'parameter-invalid',
      message: `Parameters of ${label} must be an object.`,
      path,
    });
  }
  const schema = version.document.spec.parameters;
  const parameters: JsonObject = structuredClone(options.parameters);
  const refusals: Refusal[] = Object.keys(parameters)
    .filter(name => !knowsParameter(schema, name))
    .map(name => ({
      code: 'parameter-unknown',
      message: `${label} has no parameter "${name}".`,
      path: jsonPointer(path, name),
      remedy: 'Leave it out.',
    }));
  const validate = schema && compile(version.digest, schema);
  if (validate && !validate(parameters)) {
    for (const error of validate.errors ?? []) {
      const refusal = toRefusal(error, label, path);
      if (!refusals.some(other => other.path === refusal.path)) {
        refusals.push(refusal);
      }
    }
  }
  refuseAny('input', refusals);
  return parameters;
}

/** What the schema fills in where a requester gives nothing, also while required parameters are missing. */
export function defaultParameters(version: ProfileVersion): JsonObject {
  const parameters: JsonObject = {};
  const schema = version.document.spec.parameters;
  if (schema) {
    compile(version.digest, schema)(parameters);
  }
  return parameters;
}

function compile(digest: string, schema: JsonObject): ValidateFunction {
  let validate = compiled.get(digest);
  if (!validate) {
    // An instance a schema, so that equal `$id`s of different versions do not meet.
    const ajv = new Ajv({
      allErrors: true,
      useDefaults: true,
      strict: false,
      code: { regExp: linearPattern },
    });
    addFormats(ajv);
    validate = ajv.compile(schema);
    if (compiled.size >= MAX_COMPILED) {
      compiled.clear();
    }
    compiled.set(digest, validate);
  }
  return validate;
}

function toRefusal(error: ErrorObject, label: string, path: string): Refusal {
  const missing =
    error.params.missingProperty ?? error.params.additionalProperty;
  const pointer =
    typeof missing === 'string'
      ? jsonPointer(`${path}${error.instancePath}`, missing)
      : `${path}${error.instancePath}`;
  const field = pointer.slice(path.length + 1).replace(/\//g, '.');
  const allowed = Array.isArray(error.params.allowedValues)
    ? `: ${error.params.allowedValues.join(', ')}`
    : '';
  return {
    code:
      error.keyword === 'required' ? 'parameter-missing' : 'parameter-invalid',
    message:
      error.keyword === 'required'
        ? `${label} needs parameter "${field}".`
        : `Parameter "${field}" of ${label} ${error.message ?? 'does not fit'}${allowed}.`,
    path: pointer,
  };
}

function isObject(value: unknown): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
