import type { JsonValue } from '@backstage/types';
import type { ValueDifference } from '@cluster-profiles/plugin-cluster-profiles-common';
import { withLocalTimes } from '../RelativeTime/relativeTime';
import { textPairs, yamlText, type TextPair } from '../TextDifference/textPair';
import { valueText } from '../ValueDifferences/ValueDifferences';
import { flattenDifferences } from './flattenDifferences';
import { pointerSegments } from './settingTitle';

/** What a cell of a table can hold before it is read better as lines. */
const MOST_LINES = 12;
const MOST_CHARACTERS = 1_000;

/** Settings that fit into a table, and those that are compared as texts. */
export function settingTexts(
  differences: readonly ValueDifference[],
  title: (path: string) => string = path => path,
): { short: ValueDifference[]; long: TextPair[] } {
  const rows = flattenDifferences(differences).map(withReadableEnd);
  const short = rows.filter(row => isShort(row));
  const long = rows.filter(row => !isShort(row));
  return {
    short,
    long: textPairs(
      long.map(({ path, before, after }) => {
        const name = pointerSegments(path).at(-1) ?? path;
        return {
          id: `setting ${path}`,
          title: title(path),
          before: before === undefined ? '' : yamlText({ [name]: before }),
          after: after === undefined ? '' : yamlText({ [name]: after }),
        };
      }),
    ),
  };
}

/** Drift exceptions are sentences of the backend, with the time at which they end. */
function withReadableEnd(row: ValueDifference): ValueDifference {
  const readable = (value: JsonValue | undefined) =>
    typeof value === 'string' ? withLocalTimes(value) : value;
  return row.path.startsWith('/driftExceptions/')
    ? { ...row, before: readable(row.before), after: readable(row.after) }
    : row;
}

function isShort({ before, after }: ValueDifference): boolean {
  return [before, after].every(value => {
    const text = valueText(value);
    return (
      text.length <= MOST_CHARACTERS && text.split('\n').length <= MOST_LINES
    );
  });
}
