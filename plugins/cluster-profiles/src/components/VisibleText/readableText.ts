import { withLocalTimes } from '../RelativeTime/relativeTime';
import { visibleText } from './visibleText';

/**
 * A sentence of the backend: what cannot be seen is written out, and times are in the reader's zone. In this order, since some
 * languages write times with marks that cannot be seen.
 */
export function readableText(sentence: string): string {
  return withLocalTimes(visibleText(sentence));
}
