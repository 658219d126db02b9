import { restrict, whyNotYet } from './whyNotYet';

const unopened = ['a', 'b', 'c', 'd', 'e'].map(title => ({ title }));

describe('whyNotYet', () => {
  it.each([
    [{ hasPlan: true }, {}],
    [
      { hasPlan: false },
      { approve: 'There is no plan yet.', reject: 'There is no plan yet.' },
    ],
    [
      { hasPlan: true, outdated: true, unopened },
      {
        approve: 'The plan changed since you looked.',
        reject: 'The plan changed since you looked.',
      },
    ],
    [
      { hasPlan: true, unopened },
      {
        approve:
          'Open what is too long to be shown at once first: a, b, c and 2 more.',
      },
    ],
  ])('%j', (options, expected) => {
    expect(whyNotYet({ outdated: false, unopened: [], ...options })).toEqual(
      expected,
    );
  });
});

describe('restrict', () => {
  it('never permits more than the backend does', () => {
    const no = { allowed: false, reason: 'You proposed it.' };
    expect(restrict(no, undefined)).toBe(no);
    expect(restrict(no, 'Wait.')).toBe(no);
    expect(restrict({ allowed: true }, 'Wait.')).toEqual({
      allowed: false,
      reason: 'Wait.',
    });
    expect(restrict({ allowed: true }, undefined)).toEqual({ allowed: true });
  });
});
