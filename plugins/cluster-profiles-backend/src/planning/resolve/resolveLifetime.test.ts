import { desiredDigest } from '@cluster-profiles/plugin-cluster-profiles-common';
import { existingFacts, refusalOf } from '../__testUtils__/builders';
import { resolveLifetime } from './resolveLifetime';

const extend = (endsOn?: string) =>
  ({ kind: 'extend-lifetime', cluster: 'payments', endsOn }) as const;

describe('resolveLifetime', () => {
  it('moves the last day and nothing else', () => {
    const facts = existingFacts();
    const before = facts.base!.desired;
    const { desired } = resolveLifetime(extend('2026-06-30'), facts as any);
    expect(desired).toEqual({ ...before, endsOn: '2026-06-30' });
    expect(desiredDigest(desired)).not.toBe(desiredDigest(before));
  });

  it('takes the end away, and leaves the digest of one that never had any', () => {
    const facts = existingFacts();
    const before = facts.base!.desired;
    const ending = {
      ...facts,
      base: { number: 2, desired: { ...before, endsOn: '2026-06-30' } },
    };
    const { desired } = resolveLifetime(extend(), ending as any);
    expect('endsOn' in desired).toBe(false);
    expect(desiredDigest(desired)).toBe(desiredDigest(before));
  });

  it('refuses what it is already', () => {
    const facts = existingFacts() as any;
    expect(refusalOf(() => resolveLifetime(extend(), facts))).toMatchObject({
      name: 'ConflictError',
    });
  });
});
