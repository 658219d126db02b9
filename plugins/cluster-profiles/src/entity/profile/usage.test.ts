import { profiles } from '../../__testUtils__/fixtures';
import {
  adoptionWords,
  isUnsupported,
  leavingWords,
  notRunningWords,
  usage,
} from './usage';

const [{ versions }] = profiles();

describe('usage', () => {
  it('says how many clusters', () => {
    expect([0, 1, 2].map(usage)).toEqual([
      'used by no cluster',
      'used by 1 cluster',
      'used by 2 clusters',
    ]);
  });
});

describe('leavingWords', () => {
  it('says how many are on their way', () => {
    expect([1, 2].map(leavingWords)).toEqual([
      '1 more runs it until what replaces it is proven',
      '2 more run it until what replaces it is proven',
    ]);
  });
});

describe('adoptionWords', () => {
  it('says how many are behind and how many run what nobody supports', () => {
    const words = (today: string) =>
      adoptionWords(versions, { latestVersion: '1.4.0', today });
    expect(words('2026-09-30')).toEqual([
      '4 clusters run it.',
      '2 are behind 1.4.0.',
    ]);
    expect(words('2026-10-01')).toEqual([
      '4 clusters run it.',
      '2 are behind 1.4.0.',
      '1 is on an unsupported version: withdrawn, or past its end of life or that of its Kubernetes.',
    ]);
    expect(
      adoptionWords([versions[0]], {
        latestVersion: '1.4.0',
        today: '2026-09-30',
      }),
    ).toEqual(['2 clusters run it.', 'None is behind 1.4.0.']);
    expect(adoptionWords([], { today: '2026-09-30' })).toEqual([
      'No cluster runs it.',
    ]);
  });
});

describe('notRunningWords', () => {
  it('explains what a list has beside the clusters that run it', () => {
    expect(notRunningWords(versions, 70)).toBe(
      'The table shows 66 more that are requested and do not run it yet.',
    );
    // Some are hidden from the reader, or there is nothing to explain.
    expect(notRunningWords(versions, 4)).toBeUndefined();
    expect(notRunningWords(versions, 3)).toBeUndefined();
  });
});

describe('isUnsupported', () => {
  it('counts the last day as supported', () => {
    expect(isUnsupported(versions[1], '2026-10-27')).toBe(false);
    expect(isUnsupported(versions[1], '2026-10-28')).toBe(true);
    expect(
      isUnsupported({ ...versions[0], state: 'withdrawn' }, '2026-01-01'),
    ).toBe(true);
  });
});
