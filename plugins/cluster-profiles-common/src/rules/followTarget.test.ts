import type { FollowPolicy } from '../model/desired';
import { followTarget } from './followTarget';

describe('followTarget', () => {
  const versions = [
    { version: '1.3.0', state: 'published' as const },
    { version: '1.3.1', state: 'published' as const },
    { version: '1.3.2', state: 'deprecated' as const },
    { version: '1.4.0', state: 'published' as const },
    { version: '1.5.0-rc.1', state: 'published' as const },
    { version: '1.5.0', state: 'withdrawn' as const },
    { version: '2.0.0', state: 'published' as const },
  ];

  it.each<[FollowPolicy, string, string | undefined]>([
    ['pinned', '1.3.0', undefined],
    ['patch', '1.3.0', '1.3.1'],
    ['patch', '1.3.1', undefined],
    ['patch', '1.4.0', undefined],
    ['minor', '1.3.0', '1.4.0'],
    ['minor', '1.4.0', undefined],
    ['minor', '2.0.0', undefined],
  ])('%s from %s is %p', (follow, current, expected) => {
    expect(followTarget(follow, current, versions)).toBe(expected);
  });
});
