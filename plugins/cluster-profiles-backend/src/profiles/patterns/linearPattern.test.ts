import fc from 'fast-check';
import { linearPattern } from './linearPattern';

describe('linearPattern', () => {
  it.each([
    ['^[a-z][a-z0-9-]*$', ['payments', 'Payments', 'a b', '']],
    ['^(?:\\d{1,3}\\.){3}\\d{1,3}$', ['10.0.0.1', '10.0.0', '10.0.0.1000']],
    ['a|b+|^$', ['', 'c', 'cbb', 'a']],
    ['^(?<zone>eu|us)-\\w+?\\b', ['eu-west', 'eu-', 'xeu-west']],
    ['\\Bx\\B', ['x', 'axb', 'ax']],
    ['^[^\\]\\\\]{2,}$', ['ab', 'a]', 'a\\', 'a']],
    ['^\\p{Lu}\\u{1F600}.$', ['A😀😀', 'a😀x', 'A😀\n']],
    ['^x{0}y{2}z{1,}$', ['yyz', 'yz', 'xyyz', 'yyzzz']],
    ['^\\x41\\u0042\\t$', ['AB\t', 'AB']],
    ['(a*)*$', ['b', 'aaa']],
    ['^(|a)+$', ['', 'aa', 'b']],
  ])('finds what RegExp finds: %s', (source, texts) => {
    const [ours, theirs] = [linearPattern(source), new RegExp(source, 'u')];
    expect(texts.map(text => ours.test(text))).toEqual(
      texts.map(text => theirs.test(text)),
    );
  });

  it('agrees with RegExp on patterns nobody thought of', () => {
    const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\w', '\\b');
    const { pattern } = fc.letrec<{ pattern: string }>(tie => ({
      pattern: fc.oneof(
        { maxDepth: 4 },
        atom,
        fc.tuple(tie('pattern'), tie('pattern')).map(pair => pair.join('')),
        fc
          .tuple(tie('pattern'), tie('pattern'))
          .map(pair => `(?:${pair.join('|')})`),
        fc
          .tuple(tie('pattern'), fc.constantFrom('*', '+', '?', '{2}', '{0,2}'))
          .map(([part, times]) => `(${part})${times}`),
        tie('pattern').map(part => `^(?:${part})$`),
      ),
    }));
    const text = fc.string({
      unit: fc.constantFrom('a', 'b', ' '),
      maxLength: 7,
    });
    fc.assert(
      fc.property(pattern, text, (source, sample) => {
        expect(linearPattern(source).test(sample)).toBe(
          new RegExp(source, 'u').test(sample),
        );
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    ['(?=a)b'],
    ['(?!a)b'],
    ['(?<=a)b'],
    ['(?<!a)b'],
    ['(a)\\1'],
    ['(?<x>a)\\k<x>'],
    ['a{5000}'],
    ['((a{50}){50}){50}'],
    ['(((){999}){999}){999}'],
    [`${'('.repeat(60)}a${')'.repeat(60)}`],
    ['('],
  ])('refuses what cannot be run in linear time: %s', source => {
    expect(() => linearPattern(source)).toThrow(SyntaxError);
  });

  it.each([
    ['^a*a*a*a*a*a*a*a*a*a*b$', 'a'.repeat(20_000)],
    ['^(a+)+$', `${'a'.repeat(20_000)}b`],
    ['^(a|a?)+$', `${'a'.repeat(20_000)}b`],
    ['(.*,){12}P', '1,'.repeat(10_000)],
  ])('ends on what holds up others: %s', (source, text) => {
    const before = performance.now();
    expect(linearPattern(source).test(text)).toBe(false);
    expect(performance.now() - before).toBeLessThan(5_000);
  });

  it('takes no text for a match that is too long to look through', () => {
    expect(linearPattern('a').test('a'.repeat(6_000_000))).toBe(false);
  });

  it('is told apart by what it looks for', () => {
    expect(String(linearPattern('a'))).not.toBe(String(linearPattern('b')));
  });
});
