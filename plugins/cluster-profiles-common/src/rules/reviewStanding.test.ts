import { reviewStanding, type StandingReview } from './reviewStanding';

function review(
  reviewer: string,
  more: Partial<StandingReview> = {},
): StandingReview {
  return { reviewer, verdict: 'confirmed', ...more };
}

describe('reviewStanding', () => {
  it.each<[string, StandingReview[], object]>([
    ['nobody', [], { state: 'open', missing: 2, counted: [] }],
    [
      'one who confirms',
      [review('pete', { counted: ['pete'] })],
      { state: 'open', missing: 1, counted: ['pete'] },
    ],
    [
      'two of before, who did not say whose counted',
      [review('pete'), review('sam')],
      { state: 'confirmed', missing: 0, counted: ['pete', 'sam'] },
    ],
    [
      'two who counted at the same time',
      [
        review('pete', { counted: ['pete'] }),
        review('sam', { counted: ['pete', 'sam'] }),
      ],
      { state: 'confirmed', missing: 0, counted: ['pete', 'sam'] },
    ],
    [
      'a second one when the first did not count any more',
      [
        review('pete', { counted: ['pete'] }),
        review('sam', { counted: ['sam'] }),
      ],
      { state: 'open', missing: 1, counted: ['sam'] },
    ],
    [
      'a third one that counted with the second',
      [
        review('pete', { counted: ['pete'] }),
        review('sam', { counted: ['sam'] }),
        review('carol', { counted: ['sam', 'carol'] }),
      ],
      { state: 'confirmed', missing: 0, counted: ['sam', 'carol'] },
    ],
    [
      'one who says that somebody counted who confirmed nothing',
      [review('sam', { counted: ['pete', 'sam'] })],
      { state: 'open', missing: 1, counted: ['sam'] },
    ],
    [
      'the same person twice',
      [review('sam'), review('sam')],
      { state: 'open', missing: 1, counted: ['sam'] },
    ],
    [
      'one who rejects it',
      [review('pete'), review('sam', { verdict: 'rejected' })],
      { state: 'rejected', missing: 0, counted: ['pete'] },
    ],
  ])('takes %s', (_what, reviews, standing) => {
    expect(reviewStanding(reviews)).toEqual(standing);
  });
});
