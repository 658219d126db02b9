import { endsSoon, endText } from './endText';

const now = new Date('2026-02-27T23:00:00.000Z');

describe('endText', () => {
  it.each([
    ['2026-02-26', '2026-02-26, over: its deletion is proposed', true],
    ['2026-02-27', '2026-02-27, today', true],
    ['2026-02-28', '2026-02-28, tomorrow', true],
    ['2026-03-02', '2026-03-02, in 3 days', true],
    ['2026-04-02', '2026-04-02, in 34 days', false],
  ])('%s: %s, soon %s', (endsOn, text, soon) => {
    expect(endText(endsOn, now)).toBe(text);
    expect(endsSoon(endsOn, now)).toBe(soon);
  });
});
