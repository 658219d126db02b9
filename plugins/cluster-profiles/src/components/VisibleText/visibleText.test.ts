import { visibleText } from './visibleText';

describe('visibleText', () => {
  it('leaves ordinary text alone, line breaks too', () => {
    const text = 'Größe:\t3\nユーザー　🚀 ⚠️ עברית';
    expect(visibleText(text)).toBe(text);
  });

  it.each([
    ['bidirectional', 'a\u202eb', 'a\\u{202e}b'],
    ['zero-width', 'a\u200bb', 'a\\u{200b}b'],
    ['tag', 'a\u{e0041}b', 'a\\u{e0041}b'],
    ['control', 'a\rb\u0007', 'a\\u{d}b\\u{7}'],
    ['filler', 'a\u3164b\u115f', 'a\\u{3164}b\\u{115f}'],
    ['variation selector', 'a\ufe0fb\u{e0101}', 'a\\u{fe0f}b\\u{e0101}'],
    ['blank that is no space', 'a\u00a0b\u2800', 'a\\u{a0}b\\u{2800}'],
    ['line separator', 'a\u2028b', 'a\\u{2028}b'],
  ])('writes out what is %s', (_, text, visible) => {
    expect(visibleText(text)).toBe(visible);
  });
});
