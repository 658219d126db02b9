import { RecentMap } from './RecentMap';

function setUp(limit = 2) {
  let now = Date.parse('2026-01-01T00:00:00.000Z');
  const recent = new RecentMap<number>({
    clock: { now: () => new Date(now), random: () => 0.5 },
    seconds: 10,
    limit,
  });
  return {
    recent,
    advance: (seconds: number) => {
      now += seconds * 1000;
    },
  };
}

describe('RecentMap', () => {
  it('forgets what is too old, and what a clock that went back cannot date', () => {
    const { recent, advance } = setUp();
    recent.set('a', 1);
    advance(9);
    expect(recent.get('a')).toBe(1);
    advance(1);
    expect(recent.get('a')).toBeUndefined();
    recent.set('a', 2);
    advance(-60);
    expect(recent.get('a')).toBeUndefined();
  });

  it('holds no more than its limit, and lets the oldest go', () => {
    const { recent } = setUp();
    recent.set('a', 1);
    recent.set('b', 2);
    recent.set('a', 3);
    recent.set('c', 4);
    expect(['a', 'b', 'c'].map(key => recent.get(key))).toEqual([
      3,
      undefined,
      4,
    ]);
  });

  it('forgets on demand', () => {
    const { recent } = setUp();
    recent.set('a', 1);
    recent.clear();
    expect(recent.get('a')).toBeUndefined();
  });
});
