import {
  HIDDEN_VALUE,
  type Finding,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { withoutValues } from './withoutValues';

const told: Finding = {
  severity: 'warn',
  code: 'of-tomorrow',
  layer: 'ingress',
  message: 'The profile says "canary".',
  messageWithoutValues: 'The profile says otherwise.',
};

describe('withoutValues', () => {
  it('takes what the finding says without them, whatever its code', () => {
    expect(withoutValues(told)).toEqual({
      severity: 'warn',
      code: 'of-tomorrow',
      layer: 'ingress',
      message: 'The profile says otherwise.',
    });
  });

  it('leaves a finding that quotes none', () => {
    const { messageWithoutValues, ...plain } = told;
    expect(withoutValues(plain)).toEqual(plain);
  });

  it.each([
    ['override-met', /itself says/],
    ['override-kept', /is kept/],
    ['override-ended', /it ends/],
    ['override-conflict', /is overridden/],
  ])('hides what was stored before findings said so: %s', (code, message) => {
    const hidden = withoutValues({
      severity: 'warn',
      code,
      layer: 'ingress',
      message: 'The override "canary" ends.',
      conflict: { base: 'canary', ours: 'canary' },
    });
    expect(hidden.message).toMatch(message);
    expect(hidden.conflict).toEqual({
      base: HIDDEN_VALUE,
      ours: HIDDEN_VALUE,
    });
    expect(JSON.stringify(hidden)).not.toContain('canary');
  });
});
