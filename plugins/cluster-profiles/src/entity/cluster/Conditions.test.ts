import { conditionTone } from './Conditions';

describe('conditionTone', () => {
  it.each([
    ['Ready', 'False', 'LayerDegraded', 'danger'],
    ['InSync', 'False', 'Drifted', 'warning'],
    ['InSync', 'True', 'InSync', 'success'],
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
