import {
  HIDDEN_VALUE,
  type RecordedDifference,
} from '@cluster-profiles/plugin-cluster-profiles-common';

/** Digests stay: the record holds no more of most values. */
export function hideRecorded(
  difference: RecordedDifference,
): RecordedDifference {
  return Object.fromEntries(
    Object.entries(difference).map(([name, sides]) => [
      name,
      Object.fromEntries(
        Object.entries(sides).map(([side, value]) => [
          side,
          typeof value === 'string' ? value : HIDDEN_VALUE,
        ]),
      ),
    ]),
  );
}
