import { readWarnings } from './readWarnings';

describe('readWarnings', () => {
  it.each<[string, string | undefined, string[]]>([
    ['none', undefined, []],
    ['one', '299 - "deprecated"', ['deprecated']],
    ['two, joined', '299 - "a, b", 299 - "c"', ['a, b', 'c']],
    [
      'quotes',
      '299 - "unknown field \\"spec.x\\""',
      ['unknown field "spec.x"'],
    ],
    ['a date', '299 - "old" "Thu, 01 Jan 2026 00:00:00 GMT"', ['old']],
    ['nonsense', 'what is this', []],
  ])('reads %s', (_, header, texts) => {
    expect(readWarnings(header)).toEqual(texts);
  });

  it('keeps no more than it can show', () => {
    const header = Array(60)
      .fill(`299 - "${'x'.repeat(3000)}"`)
      .join(', ');
    expect(readWarnings(header)).toEqual(Array(50).fill('x'.repeat(1000)));
  });
});
