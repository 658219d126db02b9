import {
  summarizeProviders,
  type KnownProviders,
  type ProviderGroup,
} from './summarizeProviders';

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

const known = (changes: Partial<KnownProviders> = {}): KnownProviders => ({
  names: ['simulator'],
  import: () => ({ allowed: false, reason: 'It cannot' }),
  troubles: () => [],
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
    expect(summarizeProviders(groups, known())).toEqual([
      expect.objectContaining({ name: 'simulator', ...expected }),
    ]);
  });

  it('names the latest answer', () => {
    const later = '2026-11-22T11:00:00.000Z';
    const [{ answeredAt }] = summarizeProviders(
      [group(), group({ answeredAt: later }), group()],
      known(),
    );
    expect(answeredAt).toBe(later);
  });

  it('lists those with clusters and those of targets, each once, by name', () => {
    expect(
      summarizeProviders(
        [group()],
        known({ names: ['imported', 'simulator', 'cluster-api'] }),
      ).map(({ name }) => name),
    ).toEqual(['cluster-api', 'imported', 'simulator']);
  });

  it('says what watches run into on the targets that are seen, and then news is late', () => {
    const trouble = { target: 'dev-eu1', message: 'The token has expired' };
    const asked = jest.fn(() => [trouble]);
    expect(
      summarizeProviders([group()], known({ troubles: asked })),
    ).toMatchObject([
      {
        state: 'stale',
        troubles: [trouble],
        import: { allowed: false, reason: 'It cannot' },
      },
    ]);
    expect(asked).toHaveBeenCalledWith('simulator', ['dev-eu1']);
  });
});
