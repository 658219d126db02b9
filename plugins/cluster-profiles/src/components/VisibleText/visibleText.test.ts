import { visibleText } from './visibleText';

describe('visibleText', () => {
  it('leaves ordinary text alone, line breaks too', () => {
    expect(visibleText('Größe:\t3\nユーザー 🚀')).toBe(
      'Größe:\t3\nユーザー 🚀',
    );
  });

  it('shows bidirectional, zero-width and tag characters', () => {
    expect(visibleText('a\u202eb\u200bc\u{e0041}')).toBe(
      'a\\u{202e}b\\u{200b}c\\u{e0041}',
    );
  });
});
