import { planDigests } from '@cluster-profiles/plugin-cluster-profiles-common';
import { existingFacts } from './__testUtils__/builders';
import { decideRefusedPlan } from './decideClusterPlan';
import { finishPlan } from './finishPlan';

describe('finishPlan', () => {
  it('adds digests and the time, and the time is in no digest', () => {
    const draft = decideRefusedPlan({
      kind: 'resize',
      facts: existingFacts(),
      findings: [],
    });
    const plan = finishPlan(draft, { kind: 'resize', now: new Date(0) });
    expect(plan).toEqual({
      ...draft,
      ...planDigests('resize', draft),
      plannedAt: '1970-01-01T00:00:00.000Z',
    });
    const later = finishPlan(draft, { kind: 'resize', now: new Date(1) });
    expect(later.planDigest).toBe(plan.planDigest);
    expect(
      finishPlan(draft, { kind: 'upgrade', now: new Date(0) }).planDigest,
    ).not.toBe(plan.planDigest);
  });
});
