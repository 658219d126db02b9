import type { MaintenanceWindow } from '@cluster-profiles/plugin-cluster-profiles-common';

const DAYS = [
  'Sundays',
  'Mondays',
  'Tuesdays',
  'Wednesdays',
  'Thursdays',
  'Fridays',
  'Saturdays',
];
const SHORT_DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const DAY_MINUTES = 24 * 60;

/** `Saturdays 02:00–06:00 Europe/Berlin`; what is not so simple as its cron expression. */
export function windowWords(window: MaintenanceWindow): string {
  const { cron, durationMinutes, timeZone } = window;
  const [minute, hour, dayOfMonth, month, dayOfWeek] = cron
    .trim()
    .toLowerCase()
    .split(/\s+/);
  const days = dayWords(dayOfMonth, month, dayOfWeek);
  const starts = isNumber(minute) ? numbers(hour) : undefined;
  if (days === undefined || starts === undefined) {
    return `cron ${cron}, for ${durationWords(durationMinutes)}, ${timeZone}`;
  }
  const times = starts.map(start =>
    timeWords(start * 60 + Number(minute), durationMinutes),
  );
  return `${days} ${times.join(' and ')} ${timeZone}`;
}

function dayWords(
  dayOfMonth: string,
  month: string,
  dayOfWeek: string,
): string | undefined {
  if (dayOfMonth === '*' && month === '*') {
    return weekdayWords(dayOfWeek);
  }
  if (!isNumber(dayOfMonth) || dayOfWeek !== '*') {
    return undefined;
  }
  if (month === '*') {
    return `On day ${dayOfMonth} of each month`;
  }
  const name = isNumber(month) ? MONTHS[Number(month) - 1] : undefined;
  return name && `On ${dayOfMonth} ${name}`;
}

function weekdayWords(field: string): string | undefined {
  if (field === '*') {
    return 'Every day';
  }
  const [first, last] = field.split('-').map(weekday);
  if (first && last) {
    return `${first} to ${last}`;
  }
  const days = field.split(',').map(weekday);
  return days.every(day => day !== undefined) ? joined(days) : undefined;
}

function weekday(field: string): string | undefined {
  const index = isNumber(field) ? Number(field) % 7 : SHORT_DAYS.indexOf(field);
  return DAYS[index];
}

/** `02:00–06:00`; past a day, how long it lasts. */
function timeWords(start: number, duration: number): string {
  return duration < DAY_MINUTES
    ? `${clock(start)}–${clock(start + duration)}`
    : `from ${clock(start)} for ${durationWords(duration)}`;
}

function clock(minutes: number): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`;
}

function durationWords(minutes: number): string {
  const units = [
    ['day', DAY_MINUTES],
    ['hour', 60],
    ['minute', 1],
  ] as const;
  const [unit, length] = units.find(([, size]) => minutes % size === 0)!;
  const count = minutes / length;
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

function numbers(field: string): number[] | undefined {
  const parts = field.split(',');
  return parts.every(isNumber) ? parts.map(Number) : undefined;
}

function isNumber(field: string): boolean {
  return /^\d+$/.test(field);
}

function joined(words: readonly string[]): string {
  return words.length < 2
    ? words.join()
    : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
