import { lastSeen } from './lastSeen';

const observedAt = '2026-03-01T09:00:00.000Z';
const after = (minutes: number) => Date.parse(observedAt) + minutes * 60_000;

describe('lastSeen', () => {
  it.each([
    ['ready', 4, undefined],
    ['ready', 5, observedAt],
    ['unknown', 0.5, undefined],
    ['unknown', 1, observedAt],
    ['deleted', 0, observedAt],
  ] as const)('%s after %d minutes', (phase, minutes, seen) => {
    expect(lastSeen({ phase, observedAt }, after(minutes))).toBe(seen);
  });

  it('says nothing of what was never observed', () => {
    expect(lastSeen({ phase: 'requested' }, after(0))).toBeUndefined();
  });
});
