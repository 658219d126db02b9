import type { Permitted } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { TextPair } from '../../components/TextDifference/textPair';

/** Why this reader cannot decide yet, whoever he is: only a plan that is on screen, and read, can be decided on. */
export interface NotYet {
  approve?: string;
  reject?: string;
}

const MOST_NAMED = 3;

export function whyNotYet(options: {
  hasPlan: boolean;
  outdated: boolean;
  /** Long differences that the reader has not opened. */
  unopened: readonly Pick<TextPair, 'title'>[];
}): NotYet {
  const { hasPlan, outdated, unopened } = options;
  if (!hasPlan) {
    return both('There is no plan yet.');
  }
  if (outdated) {
    return both('The plan changed since you looked.');
  }
  if (unopened.length > 0) {
    const named = unopened.slice(0, MOST_NAMED).map(({ title }) => title);
    const more = unopened.length - named.length;
    return {
      approve: `Open what is too long to be shown at once first: ${named.join(', ')}${
        more > 0 ? ` and ${more} more` : ''
      }.`,
    };
  }
  return {};
}

function both(reason: string): NotYet {
  return { approve: reason, reject: reason };
}

/** What the backend permits, less what has to wait. */
export function restrict(
  permitted: Permitted,
  reason: string | undefined,
): Permitted {
  return permitted.allowed && reason ? { allowed: false, reason } : permitted;
}
