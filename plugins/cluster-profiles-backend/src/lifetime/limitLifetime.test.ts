import type { PolicySubject } from '../policies/evaluatePolicies';
import { daysAfter, daysUntil } from './days';
import { lifetimeFindings, lifetimeOf } from './limitLifetime';

const subject: PolicySubject = {
  kind: 'create',
  stage: 'development',
  profile: 'base',
  lifecycle: 'production',
  owner: 'group:default/checkout',
  rollbackClass: 'not-started',
  excluded: [],
};

describe('lifetimeOf', () => {
  it('takes the shortest of what matches', () => {
    const policies = [
      {
        name: 'development',
        match: { stage: ['development' as const] },
        lifetime: { defaultDays: 30, maximumDays: 90 },
      },
      {
        name: 'checkout',
        match: { owner: ['group:default/checkout'] },
        lifetime: { maximumDays: 14 },
      },
      {
        name: 'production',
        match: { stage: ['production' as const] },
        lifetime: { defaultDays: 1 },
      },
    ];
    expect(lifetimeOf(subject, policies)).toEqual({
      defaultDays: 14,
      maximumDays: 14,
    });
    expect(
      lifetimeOf({ ...subject, owner: 'group:default/search' }, policies),
    ).toEqual({ defaultDays: 30, maximumDays: 90 });
    expect(lifetimeOf({ ...subject, stage: 'staging' }, policies)).toEqual({
      defaultDays: 14,
      maximumDays: 14,
    });
    expect(lifetimeOf(subject, [])).toEqual({});
  });
});

describe('lifetimeFindings', () => {
  const today = '2026-02-27';

  it.each([
    ['2026-02-26', {}, ['lifetime-over']],
    ['2026-02-27', {}, []],
    [undefined, {}, []],
    [undefined, { maximumDays: 7 }, ['lifetime-too-long']],
    ['2026-03-06', { maximumDays: 7 }, []],
    ['2026-03-07', { maximumDays: 7 }, ['lifetime-too-long']],
    ['2030-01-01', { defaultDays: 7 }, []],
  ])('until %s with %j: %j', (endsOn, limits, codes) => {
    expect(
      lifetimeFindings(endsOn, { limits, today }).map(({ code }) => code),
    ).toEqual(codes);
  });

  it('counts days over the ends of months, whatever the clocks do', () => {
    expect(daysAfter('2026-02-27', 2)).toBe('2026-03-01');
    expect(daysAfter('2026-03-28', 2)).toBe('2026-03-30');
    expect(daysUntil('2026-02-27', '2026-03-01')).toBe(2);
    expect(daysUntil('2026-03-01', '2026-02-27')).toBe(-2);
  });
});
