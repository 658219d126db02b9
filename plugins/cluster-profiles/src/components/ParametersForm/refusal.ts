import type { JsonValue } from '@backstage/types';
import type { RJSFValidationError } from '@rjsf/utils';
import { valueText } from '../ValueDifferences/ValueDifferences';

type Parameters = Record<string, JsonValue | undefined>;

const WORDS: Record<string, (params: Parameters) => string> = {
  required: () => 'is needed; enter a value',
  minimum: ({ limit }) => `must be at least ${limit}`,
  exclusiveMinimum: ({ limit }) => `must be more than ${limit}`,
  maximum: ({ limit }) => `must be at most ${limit}`,
  exclusiveMaximum: ({ limit }) => `must be less than ${limit}`,
  multipleOf: ({ multipleOf }) => `must be a multiple of ${multipleOf}`,
  minLength: ({ limit }) => `must have at least ${limit} characters`,
  maxLength: ({ limit }) => `must have at most ${limit} characters`,
  minItems: ({ limit }) => `must have at least ${limit} items`,
  maxItems: ({ limit }) => `must have at most ${limit} items`,
  pattern: ({ pattern }) => `must match ${pattern}`,
  format: ({ format }) => `must be written as ${format}`,
  type: ({ type }) => `must be of type ${[type].flat().join(' or ')}`,
  enum: ({ allowedValues }) =>
    `must be one of ${((allowedValues ?? []) as JsonValue[]).map(valueText).join(', ')}`,
};

/** Why a value is refused, in words; what has none of ours keeps those of the validator. */
export function refusalText({
  name = '',
  params,
  message,
}: RJSFValidationError): string {
  return WORDS[name]?.(params ?? {}) ?? message ?? 'does not fit';
}

/** The same as a sentence that stands alone. */
export function refusalSentence(
  error: RJSFValidationError,
  titles: Record<string, string>,
): string {
  const path = (error.property ?? '').replace(/^\./, '');
  const name =
    error.name === 'required' ? String(error.params?.missingProperty) : path;
  return `${titles[name] ?? (name || 'The value')} ${refusalText(error)}`;
}
