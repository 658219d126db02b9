import {
  CHANGE_KINDS,
  type ChangeRequest,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { aDesiredState } from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import { summarizeRequest } from './summarizeRequest';

const cluster = 'payments';
const profile = { name: 'base', version: '1.0.0' };
const base = aDesiredState();

const CASES: Array<[ChangeRequest, string]> = [
  [
    {
      kind: 'create',
      cluster,
      owner: 'group:default/checkout',
      target: 'dev-eu1',
      profile,
    },
    'Create with base 1.0.0 on dev-eu1',
  ],
  [
    {
      kind: 'import',
      cluster,
      owner: 'group:default/a',
      target: 'legacy',
    },
    'Import from legacy',
  ],
  [
    {
      kind: 'import',
      cluster,
      owner: 'group:default/a',
      target: 'legacy',
      source: 'old-shop',
    },
    'Import old-shop from legacy',
  ],
  [{ kind: 'adopt', cluster, profile }, 'Adopt into base 1.0.0'],
  [
    { kind: 'upgrade', cluster, version: '1.4.0' },
    'Upgrade production-base 1.3.0 → 1.4.0',
  ],
  [
    { kind: 'upgrade', cluster, profile: 'unknown', version: '1.4.0' },
    'Upgrade unknown to 1.4.0',
  ],
  [{ kind: 'roll-back', cluster, revision: 2 }, 'Roll back to revision 2'],
  [
    { kind: 'resize', cluster, controlPlane: 3, workers: { a: 0, b: 5 } },
    'Resize control plane to 3, a to 0, b to 5',
  ],
  [
    {
      kind: 'set-parameters',
      cluster,
      parameters: { workers: 3 },
      follow: 'patch',
      driftModes: { cilium: 'correct' },
    },
    'Set workers, follow patch, drift mode of cilium',
  ],
  [{ kind: 'set-parameters', cluster }, 'Set nothing'],
  [{ kind: 'add-profile', cluster, profile }, 'Add base 1.0.0'],
  [{ kind: 'remove-profile', cluster, profile: 'base' }, 'Remove base'],
  [
    {
      kind: 'override',
      cluster,
      overrides: [
        { layer: 'ingress', path: '/host', value: 'own.example.com' },
        { layer: 'cilium', path: '/debug', value: true },
      ],
      reason: 'for a while',
      expires: '2026-02-01T00:00:00.000Z',
    },
    'Override ingress /host, cilium /debug',
  ],
  [
    {
      kind: 'remove-override',
      cluster,
      overrides: [{ layer: 'ingress', path: '/host' }],
    },
    'End the override of ingress /host',
  ],
  [{ kind: 'retarget', cluster }, 'Retarget to the present configuration'],
  [{ kind: 'retarget', cluster, target: 'dev-eu2' }, 'Retarget to dev-eu2'],
  [{ kind: 'pause', cluster }, 'Pause'],
  [{ kind: 'resume', cluster }, 'Resume'],
  [{ kind: 'protect', cluster, protected: true }, 'Protect from deletion'],
  [
    { kind: 'protect', cluster, protected: false },
    'End protection from deletion',
  ],
  [
    { kind: 'extend-lifetime', cluster, endsOn: '2026-03-01' },
    'Let it live until 2026-03-01',
  ],
  [{ kind: 'extend-lifetime', cluster }, 'Let it live without end'],
  [{ kind: 'delete', cluster }, 'Delete'],
  [{ kind: 'publish' }, 'Publish base 1.4.0'],
  [
    { kind: 'deprecate', profile: 'base', version: '1.0.0', reason: 'old' },
    'Deprecate base 1.0.0',
  ],
  [
    { kind: 'withdraw', profile: 'base', version: '1.0.0', reason: 'old' },
    'Withdraw base 1.0.0',
  ],
  [
    {
      kind: 'access',
      cluster: 'a',
      role: 'admin',
      hours: 4,
      reason: 'The certificate of the ingress',
    },
    'Access as admin for 4 hours',
  ],
];

describe('summarizeRequest', () => {
  it.each(CASES)('%j', (request, summary) => {
    expect(
      summarizeRequest(request, { base, profile: 'base', version: '1.4.0' }),
    ).toBe(summary);
  });

  it('has a summary for every kind of change', () => {
    expect([...new Set(CASES.map(([{ kind }]) => kind))].sort()).toEqual(
      [...CHANGE_KINDS].sort(),
    );
    expect(() => summarizeRequest({ kind: 'undo' } as any, {})).toThrow('undo');
  });
});
