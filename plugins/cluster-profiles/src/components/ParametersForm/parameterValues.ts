import type { JsonObject } from '@backstage/types';
import { getDefaultFormState, type RJSFSchema } from '@rjsf/utils';
import validator from '@rjsf/validator-ajv8';
import { parameterFacts } from './parameterFacts';
import { refusalSentence } from './refusal';

/** Whether a schema asks for anything. */
export function hasParameters(
  schema: JsonObject | undefined,
): schema is JsonObject {
  return Object.keys((schema?.properties as JsonObject) ?? {}).length > 0;
}

/** Values by name that the schema still knows, and its defaults for the others. */
export function parameterValues(
  schema: JsonObject,
  values: JsonObject,
): JsonObject {
  const names = Object.keys((schema.properties as JsonObject) ?? {});
  const known = Object.fromEntries(
    names.filter(name => name in values).map(name => [name, values[name]]),
  );
  return getDefaultFormState(
    validator,
    schema as RJSFSchema,
    known,
    schema as RJSFSchema,
  ) as JsonObject;
}

/** What does not fit, one sentence for each field. */
export function parameterErrors(
  schema: JsonObject,
  values: JsonObject,
): string[] {
  const { errors } = validator.validateFormData(values, schema as RJSFSchema);
  const titles = Object.fromEntries(
    parameterFacts(schema).map(({ name, title }) => [name, title]),
  );
  return errors.map(error => refusalSentence(error, titles));
}
