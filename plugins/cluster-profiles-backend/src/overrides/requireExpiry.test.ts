import { requireExpiry } from './requireExpiry';

const now = new Date('2026-01-01T00:00:00.000Z');

describe('requireExpiry', () => {
  it.each(['2026-01-01T00:00:00.001Z', '2026-06-30T00:00:00.000Z'])(
    'takes %s',
    expires => {
      expect(() => requireExpiry(expires, now)).not.toThrow();
    },
  );

  it.each([
    ['2026-01-01T00:00:00.000Z', 'is over'],
    ['2026-06-30T00:00:00.001Z', 'too far ahead'],
  ])('refuses %s', (expires, reason) => {
    expect(() => requireExpiry(expires, now)).toThrow(reason);
  });
});
