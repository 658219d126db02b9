import type {
  ChangeSummary,
  ProfileSummary,
} from '@cluster-profiles/plugin-cluster-profiles-common';

const AT = '2026-11-22T00:00:00.000Z';

function version(
  number: string,
  cilium: string,
): ProfileSummary['versions'][number] {
  return {
    version: number,
    digest: number,
    state: 'published',
    lifecycle: 'production',
    publishedAt: AT,
    authors: [],
    approvers: [],
    changeId: 'c',
    clusters: 0,
    leaving: 0,
    layers: [
      { name: 'ubuntu', kind: 'os', version: '24.04.3' },
      { name: 'cilium', kind: 'network', version: cilium },
    ],
  };
}

export function profile(
  overrides: Partial<ProfileSummary> = {},
): ProfileSummary {
  return {
    name: 'production-base',
    title: 'Production base',
    description: 'Hardened Ubuntu for services that face customers',
    type: 'full-stack',
    owner: 'group:default/platform',
    lifecycle: 'production',
    latestVersion: '1.4.0',
    versions: [version('1.4.0', '1.18.3'), version('1.3.0', '1.17.0')],
    use: { allowed: true },
    propose: { allowed: false },
    approvals: [],
    ...overrides,
  };
}

export function change(overrides: Partial<ChangeSummary> = {}): ChangeSummary {
  return {
    id: 'c1',
    kind: 'upgrade',
    subject: { kind: 'cluster', name: 'payments-dev' },
    state: 'awaiting-approval',
    proposer: 'user:default/alice',
    seed: false,
    comment: 'New cilium for the audit',
    summary: 'Upgrade production-base 1.3.0 → 1.4.0',
    missingApprovals: 1,
    createdAt: AT,
    updatedAt: AT,
    ...overrides,
  };
}
