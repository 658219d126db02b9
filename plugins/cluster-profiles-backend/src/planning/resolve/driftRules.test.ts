import type { ProfileLayer } from '@cluster-profiles/plugin-cluster-profiles-common';
import { driftRulesOf, ownDriftRules } from './driftRules';

const exception = {
  object: 'Deployment',
  path: '/spec/replicas',
  reason: 'An autoscaler decides',
  until: '2027-01-01T00:00:00.000Z',
};
const layer: ProfileLayer = {
  name: 'ingress',
  kind: 'addon',
  version: '1.0.0',
  drift: { mode: 'correct', exceptions: [exception] },
};

describe('driftRulesOf', () => {
  it('takes the mode of the cluster before that of the profile', () => {
    expect(driftRulesOf(layer, { driftModes: {} }).driftMode).toBe('correct');
    expect(
      driftRulesOf(layer, { driftModes: { ingress: 'report' } }).driftMode,
    ).toBe('report');
    const { drift, ...plain } = layer;
    expect(driftRulesOf(plain, { driftModes: {} })).toEqual({
      driftMode: 'report',
    });
  });

  it('joins the exceptions of both', () => {
    const own = { ...exception, object: 'DaemonSet' };
    expect(
      driftRulesOf(layer, {
        driftModes: {},
        driftExceptions: [
          { ...own, layer: 'ingress' },
          { ...own, layer: 'other' },
        ],
      }).driftExceptions,
    ).toEqual([exception, own]);
  });
});

describe('ownDriftRules', () => {
  it('keeps what differs from the profile, of layers that are there', () => {
    const own = { ...exception, layer: 'ingress' };
    expect(
      ownDriftRules([layer], {
        driftModes: { ingress: 'report', gone: 'correct' },
        driftExceptions: [
          { ...own, path: '/spec/z' },
          own,
          { ...own, layer: 'gone' },
        ],
      }),
    ).toEqual({
      driftModes: { ingress: 'report' },
      driftExceptions: [own, { ...own, path: '/spec/z' }],
    });
    expect(
      ownDriftRules([layer], { driftModes: { ingress: 'correct' } }),
    ).toEqual({ driftModes: {} });
  });
});
