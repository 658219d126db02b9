import type { FreezeConfig } from '../config/ClusterProfilesConfig';
import { findWait, freezesOf } from './findWait';
import { readLocalTime } from './localTime';

const now = new Date('2026-12-19T12:00:00.000Z');
const nightly = { cron: '0 1 * * *', durationMinutes: 60, timeZone: 'UTC' };
const windows = [{ of: 'target prod-eu1', windows: [nightly] }];
const freeze: FreezeConfig = {
  name: 'year-end',
  from: readLocalTime('2026-12-18T18:00', 'Europe/Berlin')!,
  to: readLocalTime('2027-01-04T06:00', 'Europe/Berlin')!,
  reason: 'Christmas trade',
  match: { stage: ['production'] },
  allow: ['delete'],
};

describe('findWait', () => {
  it('waits for nothing where nothing is closed', () => {
    expect(findWait({ freezes: [], now })).toBeUndefined();
    expect(
      findWait({
        windows,
        freezes: [],
        now: new Date('2026-12-19T01:59:00.000Z'),
      }),
    ).toBeUndefined();
  });

  it('waits for the next window', () => {
    expect(findWait({ windows, freezes: [], now })).toEqual({
      reason:
        'Waits for the window that opens at 2026-12-20T01:00:00.000Z (target prod-eu1)',
      until: '2026-12-20T01:00:00.000Z',
    });
  });

  it('waits for the end of a freeze, in the zone it was written in', () => {
    expect(findWait({ freezes: [freeze], now })).toEqual({
      reason:
        'Frozen until 2027-01-04T05:00:00.000Z: Christmas trade (year-end)',
      until: '2027-01-04T05:00:00.000Z',
    });
    const over = new Date(freeze.to);
    expect(findWait({ freezes: [freeze], now: over })).toBeUndefined();
  });

  it('waits for the first window after a freeze', () => {
    expect(findWait({ windows, freezes: [freeze], now })).toMatchObject({
      until: '2027-01-05T01:00:00.000Z',
    });
  });

  it('says so when the moment never comes', () => {
    const noon = { cron: '0 12 * * *', durationMinutes: 60, timeZone: 'UTC' };
    const wait = findWait({
      windows: [...windows, { of: 'policy noon', windows: [noon] }],
      freezes: [],
      now,
    });
    expect(wait).toEqual({
      reason: expect.stringContaining(
        'the windows of target prod-eu1 and policy noon are never open at once',
      ),
    });
  });
});

describe('freezesOf', () => {
  const subject = {
    kind: 'upgrade' as const,
    stage: 'production' as const,
    profile: 'base',
    lifecycle: 'production',
    owner: 'group:default/checkout',
    rollbackClass: 'reversible' as const,
    excluded: [],
  };

  it.each([
    [{}, 1],
    [{ kind: 'create' as const }, 1],
    [{ stage: 'staging' as const }, 0],
    [{ kind: 'delete' as const }, 0],
    [{ kind: 'pause' as const }, 0],
    [{ kind: 'publish' as const }, 0],
  ])('finds those that keep %j out', (changed, count) => {
    expect(freezesOf({ ...subject, ...changed }, [freeze])).toHaveLength(count);
  });
});
