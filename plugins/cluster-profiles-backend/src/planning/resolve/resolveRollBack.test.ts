import type { ProfileVersionState } from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  aTarget,
  aVersion,
  baseLayers,
  codes,
  existingFacts,
  refusalOf,
} from '../__testUtils__/builders';
import type { BaseFacts, PlanningFacts } from '../types';
import { resolveRollBack } from './resolveRollBack';
import { resolveUpgrade } from './resolveUpgrade';

/** A cluster that was made with 1.3.0, then upgraded to 1.3.1 and changed in much else. */
function facts(
  options: {
    state?: ProfileVersionState;
    lifecycle?: string;
    now?: Partial<PlanningFacts>;
  } = {},
): BaseFacts {
  const first = existingFacts({
    versions: [
      aVersion(),
      aVersion({
        version: '1.3.1',
        spec: { layers: baseLayers({ ingress: '4.13.4' }) },
      }),
    ],
    request: { follow: 'patch', driftModes: { ingress: 'correct' } },
  });
  const { desired } = resolveUpgrade(
    { kind: 'upgrade', cluster: 'checkout-dev', version: '1.3.1' },
    first,
  );
  return {
    ...first,
    rollBackTo: first.base,
    base: {
      number: 2,
      desired: {
        ...desired,
        cluster: { ...desired.cluster, description: 'newer' },
        target: aTarget({ variables: { zone: 'b' } }),
        follow: 'pinned',
        driftModes: {},
        layers: desired.layers.map(layer => ({
          ...layer,
          driftMode: 'report',
        })),
        paused: true,
        protected: true,
      },
    },
    versions: first.versions.map(version =>
      version.version === '1.3.0'
        ? {
            ...version,
            state: options.state ?? 'published',
            lifecycle: options.lifecycle ?? version.lifecycle,
          }
        : version,
    ),
    ...options.now,
  };
}
const rollBack = (given = facts(), revision = 1) =>
  resolveRollBack(
    { kind: 'roll-back', cluster: 'checkout-dev', revision },
    given,
  );

describe('resolveRollBack', () => {
  it('takes the old revision but keeps the target and the flags', () => {
    const given = facts();
    const { desired, findings } = rollBack(given);
    expect(findings).toEqual([]);
    expect(desired).toEqual({
      ...given.rollBackTo!.desired,
      cluster: given.base.desired.cluster,
      target: given.base.desired.target,
      paused: true,
      protected: true,
    });
  });

  it('blocks a withdrawn version and names the alternatives', () => {
    const { findings } = rollBack(facts({ state: 'withdrawn' }));
    expect(findings).toEqual([
      {
        severity: 'block',
        code: 'profile-version-withdrawn',
        message: 'base 1.3.0 is withdrawn.',
        path: '/revision',
        remedy:
          'Published versions of base with Kubernetes 1.35.2 or newer: 1.3.1.',
      },
    ]);
  });

  it('warns of a deprecated version', () => {
    expect(codes(rollBack(facts({ state: 'deprecated' })).findings)).toEqual([
      'warn profile-version-deprecated',
    ]);
  });

  it('blocks what the target does not take any more', () => {
    const given = facts({ lifecycle: 'experimental' });
    given.base.desired.target = aTarget({ stage: 'production' });
    expect(codes(rollBack(given).findings)).toEqual([
      'block lifecycle-not-production',
    ]);
  });

  it.each<[string, BaseFacts, number, string, string]>([
    [
      'the present revision',
      facts(),
      2,
      'ConflictError',
      'roll-back-to-present',
    ],
    [
      'an unknown revision',
      facts({ now: { rollBackTo: undefined } }),
      7,
      'NotFoundError',
      'revision-unknown',
    ],
    [
      'what is desired already',
      facts({
        now: { rollBackTo: facts().base, base: { ...facts().base, number: 3 } },
      }),
      2,
      'ConflictError',
      'nothing-changes',
    ],
  ])('refuses %s', (_, given, revision, name, code) => {
    expect(refusalOf(() => rollBack(given, revision))).toMatchObject({
      name,
      details: [{ code }],
    });
  });
});
