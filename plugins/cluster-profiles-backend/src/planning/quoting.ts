import type { JsonValue } from '@backstage/types';
import type { Finding } from '@cluster-profiles/plugin-cluster-profiles-common';

/** How a value reads in a finding. */
export type Quote = (value: JsonValue | undefined) => string;

/** The only way to quote values in a finding: it has to say the same without them, for those who may not read them. */
export function quoting(
  says: (quote: Quote) => string,
  options: { without: string },
): Pick<Finding, 'message' | 'messageWithoutValues'> {
  return {
    message: says(value =>
      value === undefined ? 'nothing' : JSON.stringify(value),
    ),
    messageWithoutValues: options.without,
  };
}
