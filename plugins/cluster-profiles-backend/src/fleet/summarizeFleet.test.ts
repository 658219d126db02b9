import { summarizeFleet, type FleetGroup } from './summarizeFleet';

const group = (more: Partial<FleetGroup>): FleetGroup => ({
  profile: 'base',
  version: '1.4.0',
  kubernetesVersion: '1.35.2',
  phase: 'ready',
  drift: 'InSync',
  hasIssue: false,
  clusters: 1,
  ...more,
});
const options = {
  outdated: [{ profile: 'base', version: '1.3.0' }],
  endOfLife: { '1.34': '2026-10-27', '1.35': '2027-02-28' },
  today: '2026-10-27',
};

describe('summarizeFleet', () => {
  it('adds up groups of clusters, each in all that holds for it', () => {
    expect(
      summarizeFleet(
        [
          group({ clusters: 10 }),
          group({ clusters: 2, drift: 'Drifted', hasIssue: true }),
          group({ clusters: 3, phase: 'unknown', hasIssue: true }),
          group({ clusters: 4, phase: 'updating', version: '1.3.0' }),
          group({ clusters: 5, profile: 'edge', version: '1.3.0' }),
        ],
        options,
      ),
    ).toEqual({
      total: 24,
      withIssues: 5,
      unknown: 3,
      drifted: 2,
      behind: 4,
      unsupported: 0,
      changing: 4,
    });
  });

  it('counts the last day of support as supported, and takes nothing unknown for ended', () => {
    const groups = [
      group({ kubernetesVersion: '1.34.4' }),
      group({ kubernetesVersion: null }),
      group({ kubernetesVersion: '1.99.0' }),
    ];
    expect(summarizeFleet(groups, options).unsupported).toBe(0);
    expect(
      summarizeFleet(groups, { ...options, today: '2026-10-28' }).unsupported,
    ).toBe(1);
  });

  it('is all zeros without clusters', () => {
    expect(new Set(Object.values(summarizeFleet([], options)))).toEqual(
      new Set([0]),
    );
  });
});
