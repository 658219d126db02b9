import type { JsonObject } from '@backstage/types';
import { stringify } from 'yaml';
import { compareTexts, type TextDifference } from './compareTexts';

/** Two texts that a reader compares, and whether they are too long to be shown before he asks. */
export interface TextPair {
  /** Unique within a plan. */
  id: string;
  title: string;
  before: string;
  after: string;
  difference: TextDifference;
  folded: boolean;
}

/** Lines of one difference that are shown at once. */
const MOST_LINES = 400;
/** Lines of all differences together that are shown at once. */
const MOST_LINES_TOGETHER = 2_000;

/** Compares each pair and folds those that are too long, by themselves or together with those before them. */
export function textPairs(
  texts: ReadonlyArray<Pick<TextPair, 'id' | 'title' | 'before' | 'after'>>,
): TextPair[] {
  let together = 0;
  return texts.map(text => {
    const difference = compareTexts(text);
    const folded =
      difference.lines > MOST_LINES ||
      together + difference.lines > MOST_LINES_TOGETHER;
    if (!folded) {
      together += difference.lines;
    }
    return { ...text, difference, folded };
  });
}

/** An object as YAML, keys in one order, so that only differences differ; nothing for one that is not there or empty. */
export function yamlText(value: JsonObject | undefined): string {
  return value === undefined || Object.keys(value).length === 0
    ? ''
    : stringify(value, {
        lineWidth: 0,
        sortMapEntries: true,
        aliasDuplicateObjects: false,
      });
}
