import type { JsonObject, JsonValue } from '@backstage/types';

/** How a value is asked for. */
export type ValueForm = 'choice' | 'boolean' | 'number' | 'text' | 'json';

/** What somebody typed, as the value that it stands for, or why it stands for none. */
export type TypedValue = { value: JsonValue } | { error: string };

/** The form for what takes the place of a value; a schema that knows better decides. */
export function valueForm(
  present: JsonValue | undefined,
  schema?: JsonObject,
): ValueForm {
  if (Array.isArray(schema?.enum) && schema.enum.length > 0) {
    return 'choice';
  }
  switch (typeof present) {
    case 'boolean':
      return 'boolean';
    case 'number':
      return 'number';
    case 'string':
      return 'text';
    default:
      return 'json';
  }
}

/** As it is typed. */
export function typedText(value: JsonValue | undefined, form: ValueForm) {
  if (value === undefined) {
    return '';
  }
  return form === 'text' && typeof value === 'string'
    ? value
    : JSON.stringify(value, undefined, form === 'json' ? 2 : undefined);
}

export function readTyped(
  text: string,
  form: ValueForm,
  schema: JsonObject = {},
): TypedValue {
  if (form === 'text') {
    return { value: text };
  }
  if (text.trim() === '') {
    return { error: 'Name the value' };
  }
  if (form === 'number') {
    return readNumber(text.trim(), schema);
  }
  try {
    return { value: JSON.parse(text) };
  } catch {
    return {
      error: 'This is no JSON: write texts in quotes, such as "debug"',
    };
  }
}

function readNumber(text: string, schema: JsonObject): TypedValue {
  const value = Number(text);
  if (!Number.isFinite(value)) {
    return { error: 'Write a number' };
  }
  const { minimum, maximum, type } = schema;
  if (type === 'integer' && !Number.isInteger(value)) {
    return { error: 'Write a whole number' };
  }
  if (typeof minimum === 'number' && value < minimum) {
    return { error: `${minimum} at least, says the parameter that it follows` };
  }
  if (typeof maximum === 'number' && value > maximum) {
    return { error: `${maximum} at most, says the parameter that it follows` };
  }
  return { value };
}
