import type {
  DriftOutcome,
  ObjectDifference,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { HIDDEN_WORDS } from '../../../components/ValueDifferences/ValueDifferences';

/** Desired beside observed; one of them alone is about both. */
const WHOLE: Record<
  NonNullable<ObjectDifference['whole']>,
  readonly [string, string?]
> = {
  missing: ['there', 'not there'],
  undesired: ['not part of the layer', 'there'],
  unknown: ['differs; which fields is not known'],
};

const HIDDEN = {
  secret: 'secret, not shown',
  large: 'too large to be shown',
  values: HIDDEN_WORDS,
} satisfies Record<NonNullable<ObjectDifference['hidden']>, string>;

const OUTCOMES: Record<DriftOutcome, string> = {
  corrected: 'Corrected',
  gone: 'Gone by itself',
  ignored: 'Allowed by an exception',
  replaced: 'Replaced by another revision',
};

export const wholeWords = (whole: keyof typeof WHOLE) => WHOLE[whole];
export const hiddenWords = (hidden: keyof typeof HIDDEN) => HIDDEN[hidden];
export const outcomeWords = (outcome: DriftOutcome) => OUTCOMES[outcome];
