import type { JsonObject } from '@backstage/types';
import type { ScaffolderTheme } from '@backstage/plugin-scaffolder-react/alpha';
import { limitsOf } from './parameterFacts';

/** The schema with the limits of each field beside what it is for, so that nobody has to find them out by being refused. */
export function explained(
  schema: JsonObject,
  theme: ScaffolderTheme,
): JsonObject {
  const properties = (schema.properties ?? {}) as JsonObject;
  return {
    ...schema,
    properties: Object.fromEntries(
      Object.entries(properties).map(([name, value]) => [
        name,
        explainedProperty((value ?? {}) as JsonObject, theme),
      ]),
    ),
  };
}

function explainedProperty(
  property: JsonObject,
  theme: ScaffolderTheme,
): JsonObject {
  const { description } = property;
  const purpose = typeof description === 'string' ? description.trim() : '';
  // The checkbox of this theme shows no description.
  if (theme === 'bui' && property.type === 'boolean' && purpose) {
    return { 'ui:help': purpose, ...property };
  }
  // The choices of a list are seen in the list.
  const limits = property.enum ? '' : limitsOf(property);
  if (!limits) {
    return property;
  }
  const sentence = `${limits.charAt(0).toUpperCase()}${escaped(limits.slice(1))}.`;
  return {
    ...property,
    description: purpose
      ? `${purpose.replace(/[.;,]?$/, '.')} ${sentence}`
      : sentence,
  };
}

/** Forms read descriptions as Markdown; a pattern is none. */
function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|~]/g, '\\$&');
}
