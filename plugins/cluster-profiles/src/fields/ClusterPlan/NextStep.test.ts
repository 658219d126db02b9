import type { ApprovalStatus } from '@cluster-profiles/plugin-cluster-profiles-common';
import { approvals } from '../../__testUtils__/fixtures';
import { nextStepText } from './NextStep';

const approval = (more: Partial<ApprovalStatus> = {}): ApprovalStatus => ({
  requirements: [],
  excluded: [],
  expiryHours: 168,
  given: [],
  missing: [],
  eligible: [],
  ...more,
});
const request = { kind: 'upgrade', cluster: 'shop', version: '1.4.0' } as const;

describe('nextStepText', () => {
  it('says what happens without an approval, and with one', () => {
    expect(nextStepText({ request, approval: approval() })).toBe(
      'Once you send the form, the upgrade starts at once. The result of the form leads to the change, where you follow it.',
    );
    expect(
      nextStepText({
        request,
        approval: approval({ missing: approvals()[1].requirements }),
      }),
    ).toBe(
      'Once you send the form, the request waits for 1 approval from platform. Those who may give it are told; the upgrade starts when they agree. Without a decision it expires after 7 days. The result of the form leads to the change, where you follow it.',
    );
    expect(
      nextStepText({
        request,
        approval: approval({
          missing: approvals()[1].requirements,
          expiryHours: 36,
        }),
      }),
    ).toContain('after 36 hours');
  });
});
