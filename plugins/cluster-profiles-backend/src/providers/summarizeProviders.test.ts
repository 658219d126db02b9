import { summarizeProviders, type ProviderGroup } from './summarizeProviders';

const AT = '2026-11-22T10:00:00.000Z';

const group = (changes: Partial<ProviderGroup> = {}): ProviderGroup => ({
  provider: 'simulator',
  target: 'dev-eu1',
  clusters: 3,
  unanswered: 0,
  overdue: 0,
  answeredAt: AT,
  reason: null,
  ...changes,
});

describe('summarizeProviders', () => {
  const away = { answeredAt: null, reason: 'No answer: it is away' };

  it.each<[string, ProviderGroup[], object]>([
    ['nothing', [], { state: 'idle', clusters: 0, targets: [] }],
    ['answers for all', [group()], { state: 'fresh', answeredAt: AT }],
    [
      'no answer for some',
      [group(), group({ target: 'a', clusters: 2, unanswered: 2, ...away })],
      {
        state: 'stale',
        targets: ['a', 'dev-eu1'],
        clusters: 5,
        unanswered: 2,
        answeredAt: AT,
        message: 'No answer: it is away',
      },
    ],
    [
      'no answer for any',
      [group({ unanswered: 3, ...away })],
      { state: 'unreachable', message: 'No answer: it is away' },
    ],
    [
      'one that nobody has looked at lately',
      [group({ overdue: 1 })],
      { state: 'stale', message: '1 cluster was not looked at lately' },
    ],
    [
      'several that nobody has looked at lately',
      [group({ overdue: 2 }), group({ target: 'b', overdue: 1 })],
      { state: 'stale', message: '3 clusters were not looked at lately' },
    ],
  ])('of %s', (_what, groups, expected) => {
    expect(summarizeProviders(groups, ['simulator'])).toEqual([
      expect.objectContaining({ name: 'simulator', ...expected }),
    ]);
  });

  it('names the latest answer', () => {
    const later = '2026-11-22T11:00:00.000Z';
    const [{ answeredAt }] = summarizeProviders(
      [group(), group({ answeredAt: later }), group()],
      [],
    );
    expect(answeredAt).toBe(later);
  });

  it('lists those with clusters and those of targets, each once, by name', () => {
    expect(
      summarizeProviders(
        [group()],
        ['imported', 'simulator', 'cluster-api'],
      ).map(({ name }) => name),
    ).toEqual(['cluster-api', 'imported', 'simulator']);
  });
});
