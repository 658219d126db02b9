import type { Change } from '@cluster-profiles/plugin-cluster-profiles-common';
import { nextStep } from './nextStep';

const waiting = (count: number) =>
  ({
    state: 'awaiting-approval',
    approval: { missing: [{ group: 'group:default/platform', count }] },
  }) as Change;

describe('nextStep', () => {
  it('says what the change waits for, or that it waits for nothing', () => {
    expect(nextStep(waiting(1))).toBe(
      'It waits for 1 approval from platform. Those who may approve are told.',
    );
    expect(nextStep(waiting(2))).toMatch(/2 approvals from platform/);
    expect(nextStep({ state: 'accepted' })).toBe(
      'It needs no further approval: the work has begun.',
    );
    expect(nextStep({ state: 'stale' })).toBe(
      'The change is stale: its page says why.',
    );
  });

  it('says when the plan is another than the one that was seen', () => {
    expect(nextStep({ state: 'accepted', differsFromSeen: true })).toMatch(
      /differs from the one you saw/,
    );
  });
});
