import { absoluteTime } from '../RelativeTime/relativeTime';
import { readableText } from './readableText';

describe('readableText', () => {
  it('says times in the zone of the reader, and hides nothing', () => {
    const at = '2026-03-01T11:59:50.123Z';
    expect(readableText(`Frozen until ${at}: \u202eaudit`)).toBe(
      `Frozen until ${absoluteTime(at)}: \\u{202e}audit`,
    );
  });
});
