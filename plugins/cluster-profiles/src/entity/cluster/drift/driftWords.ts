import type {
  DriftOutcome,
  ObjectDifference,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { HIDDEN_WORDS } from '../../../components/ValueDifferences/ValueDifferences';

const WHOLE = {
  missing: 'is not there',
  undesired: 'is not part of the layer',
  unknown: 'differs; which fields is not known',
} satisfies Record<NonNullable<ObjectDifference['whole']>, string>;

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
