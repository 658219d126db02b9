import { DateTime } from 'luxon';

/** A time as it is on clocks of a zone, or with its own offset, in UTC; undefined where it is none. */
export function readLocalTime(
  text: string,
  timeZone: string,
): string | undefined {
  return (
    DateTime.fromISO(text, { zone: timeZone }).toUTC().toISO() ?? undefined
  );
}
