import { behindBy } from './behindBy';

describe('behindBy', () => {
  const versions = [
    { version: '1.3.0', state: 'published' as const },
    { version: '1.3.1', state: 'published' as const },
    { version: '1.4.0', state: 'deprecated' as const },
  ];

  it.each([
    ['1.3.0', { behind: 1, latest: '1.3.1' }],
    ['1.3.1', { behind: 0, latest: '1.3.1' }],
    ['1.4.0', { behind: 0, latest: '1.3.1' }],
  ])('of %s is %p', (current, expected) => {
    expect(behindBy({ current, versions })).toEqual(expected);
  });

  it('knows no latest version where nothing is published', () => {
    expect(
      behindBy({
        current: '1.3.0',
        versions: [{ version: '1.3.0', state: 'withdrawn' }],
      }),
    ).toEqual({ behind: 0 });
  });
});
