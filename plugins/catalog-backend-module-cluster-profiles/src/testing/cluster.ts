import type { Cluster } from '@cluster-profiles/plugin-cluster-profiles-common';

export function cluster(overrides: Partial<Cluster> = {}): Cluster {
  const name = overrides.name ?? 'payments-dev';
  return {
    uid: `uid-${name}`,
    name,
    owner: 'group:default/checkout',
    target: 'dev-eu1',
    provider: 'simulator',
    region: 'eu1',
    stage: 'development',
    phase: 'ready',
    phaseReason: 'All layers are healthy',
    hasIssue: false,
    profiles: [
      {
        name: 'production-base',
        version: '1.3.0',
        digest: 'a',
        type: 'full-stack',
      },
      { name: 'observability', version: '1.0.0', digest: 'b', type: 'add-on' },
    ],
    behind: 0,
    drift: 'InSync',
    follow: 'pinned',
    paused: false,
    protected: false,
    revision: 1,
    createdAt: '2026-11-22T00:00:00.000Z',
    updatedAt: '2026-11-22T00:00:00.000Z',
    ...overrides,
  };
}
