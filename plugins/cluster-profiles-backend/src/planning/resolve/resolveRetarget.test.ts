import type { Target } from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  aTarget,
  aVersion,
  codes,
  existingFacts,
  refusalOf,
} from '../__testUtils__/builders';
import { resolveRetarget } from './resolveRetarget';

const retarget = (
  target: Target | undefined,
  facts = existingFacts(),
  clustersOnTarget = 0,
) =>
  resolveRetarget(
    { kind: 'retarget', cluster: 'checkout-dev', target: target?.name },
    { ...facts, target, clustersOnTarget },
  );

describe('resolveRetarget', () => {
  it('takes over what the configuration says now', () => {
    const { desired, findings } = retarget(
      aTarget({
        variables: { zone: 'b' },
        title: 'New',
        limits: { clusters: 0 },
      }),
    );
    expect(desired.target).toEqual(aTarget({ variables: { zone: 'b' } }));
    expect(findings).toEqual([]);
  });

  it('warns when the cluster must be managed elsewhere', () => {
    expect(
      codes(
        retarget(aTarget({ endpoint: 'https://new', namespace: 'new' }))
          .findings,
      ),
    ).toEqual([
      'warn target-endpoint-changes',
      'warn target-namespace-changes',
    ]);
  });

  it.each<[string, Target | undefined, string, string]>([
    ['an unknown target', undefined, 'NotFoundError', 'target-unknown'],
    [
      'another provider',
      aTarget({ provider: 'x' }),
      'InputError',
      'cluster-can-not-move',
    ],
    [
      'another region',
      aTarget({ region: 'us' }),
      'InputError',
      'cluster-can-not-move',
    ],
    ['the same again', aTarget(), 'ConflictError', 'nothing-changes'],
    [
      'a full target',
      aTarget({ name: 'dev2', limits: { clusters: 1 } }),
      'InputError',
      'target-clusters-limit',
    ],
  ])('refuses %s', (_, target, name, code) => {
    expect(refusalOf(() => retarget(target, existingFacts(), 1))).toMatchObject(
      {
        name,
        details: [{ code }],
      },
    );
  });

  it('refuses production for a profile that is not', () => {
    const facts = existingFacts({
      versions: [aVersion({ lifecycle: 'experimental' })],
    });
    expect(
      refusalOf(() => retarget(aTarget({ stage: 'production' }), facts))
        .details,
    ).toMatchObject([{ code: 'lifecycle-not-production' }]);
  });
});
