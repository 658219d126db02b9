import type { JsonObject, JsonValue } from '@backstage/types';

/** A limit above this asks for more than a line. */
const LINE = 200;
const LONG_FORMATS = ['textarea', 'multiline', 'yaml', 'json', 'markdown'];
const LEAST_ROWS = 4;
const MOST_ROWS = 16;

/** Paths of the texts that take more than a line, such as `hooks/prepare`: a line would flatten them at the first key. */
export function longTexts(
  schema: JsonObject,
  value: JsonValue | undefined,
  path = '',
): string[] {
  const values = isObject(value) ? value : {};
  return propertiesOf(schema).flatMap(([name, property]) => {
    const here = path + name;
    return isLongText(property, values[name])
      ? [here]
      : longTexts(property, values[name], `${here}/`);
  });
}

/** The schema with text areas at these paths; a widget that the profile names stays. */
export function withTextareas(
  schema: JsonObject,
  paths: readonly string[],
  path = '',
): JsonObject {
  if (paths.length === 0 || !schema.properties) {
    return schema;
  }
  return {
    ...schema,
    properties: Object.fromEntries(
      propertiesOf(schema).map(([name, property]) => {
        const here = path + name;
        return [
          name,
          paths.includes(here)
            ? textarea(property)
            : withTextareas(property, paths, `${here}/`),
        ];
      }),
    ),
  };
}

function textarea(property: JsonObject): JsonObject {
  const lines = String(property.default ?? '').split('\n').length + 1;
  return {
    'ui:widget': 'textarea',
    'ui:options': {
      rows: Math.min(Math.max(lines, LEAST_ROWS), MOST_ROWS),
    },
    ...property,
  };
}

function isLongText(
  property: JsonObject,
  value: JsonValue | undefined,
): boolean {
  const { type, maxLength, format, contentMediaType } = property;
  if (![type].flat().includes('string') || property.enum) {
    return false;
  }
  return (
    [value, property.default].some(hasLines) ||
    (typeof maxLength === 'number' && maxLength > LINE) ||
    LONG_FORMATS.includes(String(format)) ||
    contentMediaType !== undefined
  );
}

function hasLines(value: JsonValue | undefined): boolean {
  return typeof value === 'string' && value.includes('\n');
}

function propertiesOf(schema: JsonObject): [string, JsonObject][] {
  return Object.entries(
    isObject(schema.properties) ? schema.properties : {},
  ).map(([name, property]) => [name, isObject(property) ? property : {}]);
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
