import { limitFindings } from './limitFindings';

const limit = (used: number, after: number, allowed: number) => ({
  of: 'Target dev-eu1',
  what: 'nodes' as const,
  used,
  after,
  allowed,
});

describe('limitFindings', () => {
  it.each([
    ['within the limit', 2, 3, 3, 0],
    ['beyond it', 3, 4, 3, 1],
    ['beyond it already, and growing', 5, 6, 3, 1],
    ['beyond it already, and staying', 5, 5, 3, 0],
    ['beyond it already, and shrinking', 5, 4, 3, 0],
    ['where nothing is allowed', 0, 1, 0, 1],
  ])('%s', (_case, used, after, allowed, findings) => {
    expect(limitFindings([limit(used, after, allowed)])).toHaveLength(findings);
  });

  it('says what is used and what is allowed', () => {
    expect(limitFindings([limit(7, 9, 8)])).toEqual([
      expect.objectContaining({
        severity: 'block',
        code: 'limit-nodes',
        message:
          'Target dev-eu1 may have at most 8 nodes: it has 7, and this would make it 9.',
      }),
    ]);
  });
});
