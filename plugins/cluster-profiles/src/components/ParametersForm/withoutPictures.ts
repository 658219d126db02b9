import type { JsonObject, JsonValue } from '@backstage/types';

/** What stands there is data, whatever its members are called. */
const DATA = new Set(['default', 'const', 'enum', 'examples']);

/**
 * The schema with descriptions that hold no HTML and no pictures. Forms read them as Markdown, and drop what would run; but a picture
 * would be asked for from wherever its address says, by everybody who opens the form.
 */
export function withoutPictures(schema: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(schema).map(([name, member]) => [
      name,
      DATA.has(name) ? member : withoutPicturesIn(member, name),
    ]),
  );
}

function withoutPicturesIn(
  value: JsonValue | undefined,
  name: string,
): JsonValue | undefined {
  if (typeof value === 'string') {
    return name === 'description' ? value.replace(/<|!(?=\[)/g, '\\$&') : value;
  }
  if (Array.isArray(value)) {
    return value.map(item => withoutPicturesIn(item, '') ?? null);
  }
  return value && typeof value === 'object' ? withoutPictures(value) : value;
}
