import type { Clock } from '@cluster-profiles/plugin-cluster-profiles-node';

/** A clock that stands still until it is told to move. */
export function testClock(start = '2026-01-01T00:00:00.000Z'): Clock & {
  advance(seconds: number): void;
  chance: number;
} {
  let time = Date.parse(start);
  return {
    chance: 0.5,
    now: () => new Date(time),
    random() {
      return this.chance;
    },
    advance(seconds) {
      time += seconds * 1000;
    },
  };
}
