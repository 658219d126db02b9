import type { JsonObject, JsonValue } from '@backstage/types';
import { valueText } from '../ValueDifferences/ValueDifferences';

/** One parameter as its schema describes it, in words. */
export interface ParameterFacts {
  name: string;
  title: string;
  description?: string;
  required: boolean;
  type: string;
  default: string;
  limits: string;
}

const LIMITS: Record<string, (limit: string) => string> = {
  minimum: limit => `at least ${limit}`,
  exclusiveMinimum: limit => `more than ${limit}`,
  maximum: limit => `at most ${limit}`,
  exclusiveMaximum: limit => `less than ${limit}`,
  multipleOf: limit => `a multiple of ${limit}`,
  minLength: limit => `at least ${limit} characters`,
  maxLength: limit => `at most ${limit} characters`,
  minItems: limit => `at least ${limit} items`,
  maxItems: limit => `at most ${limit} items`,
  pattern: limit => `matches ${limit}`,
  format: limit => `as ${limit}`,
  const: limit => `always ${limit}`,
};

/** What a requester may set, in the order of the schema. */
export function parameterFacts(schema: JsonObject): ParameterFacts[] {
  const required = (schema.required ?? []) as string[];
  return Object.entries((schema.properties ?? {}) as JsonObject).map(
    ([name, value]) => {
      const property = (value ?? {}) as JsonObject;
      return {
        name,
        title: text(property.title) ?? name,
        description: text(property.description),
        required: required.includes(name),
        type: [property.type ?? 'any'].flat().join(' or '),
        default: valueText(property.default),
        limits: limitsOf(property),
      };
    },
  );
}

/** What the value may be, in words; empty when anything of its type goes. */
export function limitsOf(property: JsonObject): string {
  const choices = Array.isArray(property.enum)
    ? [`one of ${property.enum.map(valueText).join(', ')}`]
    : [];
  const limits = Object.entries(LIMITS).flatMap(([keyword, words]) =>
    property[keyword] === undefined
      ? []
      : [words(valueText(property[keyword] as JsonValue))],
  );
  return [...choices, ...limits].join(', ');
}

function text(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
