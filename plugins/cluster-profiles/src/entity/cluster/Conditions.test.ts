import { conditionTitle, conditionTone } from './Conditions';

describe('conditionTitle', () => {
  it.each([
    ['Ready', 'Ready'],
    ['ControlPlaneReady', 'Control plane ready'],
    ['APIReachable', 'API reachable'],
  ])('%s is %s', (type, words) => {
    expect(conditionTitle(type)).toBe(words);
  });
});

describe('conditionTone', () => {
  it.each([
    ['Ready', 'False', 'LayerDegraded', 'danger'],
    ['Held', 'True', 'TargetChanged', 'warning'],
    ['Held', 'False', 'NotHeld', 'success'],
    ['Reconciling', 'False', 'AtRest', 'success'],
    ['Reconciling', 'True', 'Converging', 'info'],
    ['Reconciling', 'False', 'WritesStopped', 'warning'],
    ['Reconciling', 'Unknown', 'Unreachable', 'unknown'],
  ] as const)('%s %s (%s) is %s', (type, status, reason, tone) => {
    expect(
      conditionTone({
        type,
        status,
        reason,
        message: '',
        lastTransitionTime: '2026-03-01T08:00:00.000Z',
      }),
    ).toBe(tone);
  });
});
