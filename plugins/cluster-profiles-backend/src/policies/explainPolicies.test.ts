import type { FreezeConfig } from '../config/ClusterProfilesConfig';
import type { PolicySubject } from './evaluatePolicies';
import { explainFreezes, explainPolicies } from './explainPolicies';

const subject: PolicySubject = {
  kind: 'retarget',
  stage: 'production',
  target: 'prod-eu1',
  profile: 'base',
  lifecycle: 'production',
  owner: 'group:default/checkout',
  rollbackClass: 'reversible',
  excluded: [],
};
const before: PolicySubject = { ...subject, stage: 'staging', target: 'old' };

describe('explainPolicies', () => {
  it('says of every policy why it matches or does not', () => {
    expect(
      explainPolicies(
        [subject],
        [
          { name: 'all', match: {}, expiryHours: 3 },
          {
            name: 'staging',
            match: { stage: ['staging'], kind: ['retarget'] },
            require: [],
          },
        ],
      ),
    ).toEqual([
      { name: 'all', matched: true, fields: [], expiryHours: 3 },
      {
        name: 'staging',
        matched: false,
        require: [],
        fields: [
          {
            field: 'kind',
            wanted: ['retarget'],
            actual: ['retarget'],
            matches: true,
          },
          {
            field: 'stage',
            wanted: ['staging'],
            actual: ['production'],
            matches: false,
          },
        ],
      },
    ]);
  });

  it('counts what is left as well as what it leads to', () => {
    const policy = { name: 'staging', match: { stage: ['staging' as const] } };
    expect(explainPolicies([before, subject], [policy])).toEqual([
      expect.objectContaining({ matched: true }),
    ]);
  });
});

describe('explainFreezes', () => {
  const freeze: FreezeConfig = {
    name: 'audit',
    reason: 'The auditors are here',
    from: '2026-01-01T00:00:00.000Z',
    to: '2026-02-01T00:00:00.000Z',
    match: { stage: ['production'] },
    allow: ['delete'],
  };

  it.each([
    ['retarget' as const, '2026-01-15T00:00:00.000Z', true, true],
    ['retarget' as const, '2026-02-01T00:00:00.000Z', true, false],
    ['delete' as const, '2026-01-15T00:00:00.000Z', false, true],
    ['pause' as const, '2026-01-15T00:00:00.000Z', false, true],
  ])('%s at %s: matched %s, active %s', (kind, now, matched, active) => {
    const [explained] = explainFreezes([{ ...subject, kind }], [freeze], now);
    expect(explained).toMatchObject({ matched, active });
    expect(explained.fields.every(field => field.matches)).toBe(matched);
  });
});
