import { compareTexts } from './compareTexts';

function rows(text: ReturnType<typeof compareTexts>): string[] {
  const signs = { insert: '+', delete: '-', normal: ' ' };
  return text.hunks.flatMap(({ changes }) =>
    changes.map(({ type, content }) => signs[type] + content),
  );
}

const numbered = (count: number, word = 'line') =>
  Array.from({ length: count }, (_, index) => `${word} ${index}`).join('\n');

describe('compareTexts', () => {
  it('leaves out what is alike, and says under which keys a part stands', () => {
    const before = `a: 1\ncontroller:\n  metrics:\n${numbered(9)
      .split('\n')
      .map(line => `    ${line}: x`)
      .join('\n')}\n    last: 1\n`;
    const difference = compareTexts({
      before,
      after: before.replace('last: 1', 'last: 2'),
    });
    expect(rows(difference)).toEqual([
      '     line 6: x',
      '     line 7: x',
      '     line 8: x',
      '-    last: 1',
      '+    last: 2',
    ]);
    expect(difference).toMatchObject({
      lines: 5,
      leftOut: 9,
      oneSided: false,
      hunks: [{ content: 'controller › metrics', oldStart: 10, newStart: 10 }],
    });
  });

  it('leaves nothing out when asked for the whole', () => {
    const before = numbered(50);
    const whole = compareTexts({
      before,
      after: before.replace('line 49', 'end'),
      whole: true,
    });
    expect(whole.lines).toBe(51);
    expect(whole.leftOut).toBe(0);
  });

  it.each([
    ['', 'a\nb\n', ['+a', '+b']],
    ['a\nb\n', '', ['-a', '-b']],
  ])('tells %p and %p one-sided', (before, after, expected) => {
    const difference = compareTexts({ before, after });
    expect(difference.oneSided).toBe(true);
    expect(rows(difference)).toEqual(expected);
  });

  it('gives up looking for the shortest where nearly all differs, and shows all of it', () => {
    const difference = compareTexts({
      before: `same\n${numbered(1_300, 'old')}\nend`,
      after: `same\n${numbered(1_300, 'new')}\nend`,
    });
    const all = rows(difference);
    expect(all).toHaveLength(2_602);
    expect(all.slice(0, 2)).toEqual([' same', '-old 0']);
    expect(all.at(-2)).toBe('+new 1299');
    expect(difference.hunks).toMatchObject([
      { oldStart: 1, oldLines: 1_302, newStart: 1, newLines: 1_302 },
    ]);
  });

  it('counts long lines as the several that they take', () => {
    expect(
      compareTexts({ before: '', after: 'x'.repeat(64_000) }).lines,
    ).toBeGreaterThan(500);
  });
});
