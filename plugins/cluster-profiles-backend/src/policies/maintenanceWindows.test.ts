import {
  findClosedSet,
  findWindowFault,
  isOpen,
  nextStart,
} from './maintenanceWindows';

/** Saturdays, 22:00 to 02:00 in Berlin. */
const saturday = {
  cron: '0 22 * * 6',
  durationMinutes: 240,
  timeZone: 'Europe/Berlin',
};
const at = (time: string) => new Date(`${time}Z`);

describe('windows', () => {
  it.each([
    ['just before it opens', '2026-01-10T20:59:59', false],
    ['the moment it opens', '2026-01-10T21:00:00', true],
    ['after midnight', '2026-01-11T00:59:59', true],
    ['the moment it closes', '2026-01-11T01:00:00', false],
    ['in summer, an hour earlier', '2026-07-11T20:00:00', true],
    ['in summer, once it has closed', '2026-07-12T00:00:00', false],
  ])('knows what is open %s', (_when, time, open) => {
    expect(isOpen(saturday, at(time))).toBe(open);
  });

  it('opens again, by the clocks of its zone', () => {
    expect(nextStart(saturday, at('2026-03-22T12:00:00'))).toEqual(
      at('2026-03-28T21:00:00'),
    );
    // Clocks went forward on the 29th.
    expect(nextStart(saturday, at('2026-03-29T12:00:00'))).toEqual(
      at('2026-04-04T20:00:00'),
    );
  });

  it('stays open while the next one has begun before it closes', () => {
    const hourly = { cron: '0 * * * *', durationMinutes: 90, timeZone: 'UTC' };
    expect(isOpen(hourly, at('2026-01-01T10:00:00'))).toBe(true);
    expect(isOpen(hourly, at('2026-01-01T10:59:59'))).toBe(true);
  });

  it('needs one window of each set', () => {
    const nights = { cron: '0 0 * * *', durationMinutes: 60, timeZone: 'UTC' };
    const sets = [
      { of: 'target prod', windows: [saturday, nights] },
      { of: 'policy nights', windows: [nights] },
    ];
    expect(findClosedSet(sets, at('2026-01-12T00:30:00'))).toBeUndefined();
    expect(findClosedSet(sets, at('2026-01-10T22:00:00'))).toEqual({
      of: 'policy nights',
      opensAt: at('2026-01-11T00:00:00'),
    });
    expect(findClosedSet(sets, at('2026-01-12T12:00:00'))).toEqual({
      of: 'target prod',
      opensAt: at('2026-01-13T00:00:00'),
    });
  });

  it.each([
    ['cron', { cron: '0 22 * *' }, 'five fields'],
    ['cron', { cron: '* * * * * *' }, 'five fields'],
    ['cron', { cron: '0 25 * * *' }, 'never comes round'],
    ['cron', { cron: '0 0 31 2 *' }, 'never comes round'],
    ['timeZone', { timeZone: 'Europe/Atlantis' }, 'no time zone'],
  ])('refuses a wrong %s: %j', (field, wrong, message) => {
    expect(findWindowFault({ ...saturday, ...wrong })).toEqual({
      path: [field],
      message: expect.stringContaining(message),
    });
    expect(findWindowFault(saturday)).toBeUndefined();
  });
});
