import { windowWords } from './windowWords';

const words = (cron: string, durationMinutes = 240) =>
  windowWords({ cron, durationMinutes, timeZone: 'Europe/Berlin' });

describe('windowWords', () => {
  it.each([
    ['0 2 * * 6', 'Saturdays 02:00–06:00 Europe/Berlin'],
    ['30 22 * * 6', 'Saturdays 22:30–02:30 Europe/Berlin'],
    ['0 2 * * SUN', 'Sundays 02:00–06:00 Europe/Berlin'],
    ['0 2 * * 7', 'Sundays 02:00–06:00 Europe/Berlin'],
    ['0 2 * * 1-5', 'Mondays to Fridays 02:00–06:00 Europe/Berlin'],
    ['0 2 * * 0,6', 'Sundays and Saturdays 02:00–06:00 Europe/Berlin'],
    ['0 2 * * *', 'Every day 02:00–06:00 Europe/Berlin'],
    ['0 2,14 * * *', 'Every day 02:00–06:00 and 14:00–18:00 Europe/Berlin'],
    ['0 2 1 * *', 'On day 1 of each month 02:00–06:00 Europe/Berlin'],
    ['0 2 27 12 *', 'On 27 December 02:00–06:00 Europe/Berlin'],
    ['*/5 2 * * 6', 'cron */5 2 * * 6, for 4 hours, Europe/Berlin'],
    ['0 2-4 * * 6', 'cron 0 2-4 * * 6, for 4 hours, Europe/Berlin'],
    ['0 2 1 * 6', 'cron 0 2 1 * 6, for 4 hours, Europe/Berlin'],
    ['0 2 * * 6#1', 'cron 0 2 * * 6#1, for 4 hours, Europe/Berlin'],
    ['0 2 1 13 *', 'cron 0 2 1 13 *, for 4 hours, Europe/Berlin'],
  ])('%s', (cron, text) => {
    expect(words(cron)).toBe(text);
  });

  it.each([
    [1440, 'Fridays from 20:00 for 1 day Europe/Berlin'],
    [2 * 1440, 'Fridays from 20:00 for 2 days Europe/Berlin'],
    [36 * 60, 'Fridays from 20:00 for 36 hours Europe/Berlin'],
  ])('for %d minutes: %s', (duration, text) => {
    expect(words('0 20 * * 5', duration)).toBe(text);
  });
});
