import { upgradeCandidates } from './upgradeCandidates';

describe('upgradeCandidates', () => {
  const versions = [
    { version: '1.9.0', state: 'published' as const },
    { version: '1.10.0', state: 'published' as const },
    { version: '1.10.1', state: 'withdrawn' as const },
    { version: '1.11.0', state: 'deprecated' as const },
    { version: '2.0.0-rc.1', state: 'published' as const },
    { version: '1.8.0', state: 'published' as const },
  ];

  it.each<[string | undefined, string[]]>([
    ['1.8.0', ['1.10.0', '1.9.0']],
    ['1.10.0', []],
    ['1.10.0-rc.1', ['1.10.0']],
    [undefined, ['1.10.0', '1.9.0', '1.8.0']],
  ])('of %p are %p', (current, expected) => {
    expect(upgradeCandidates({ current, versions })).toEqual(expected);
  });
});
