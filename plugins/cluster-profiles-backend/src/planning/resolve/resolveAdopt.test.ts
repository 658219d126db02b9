import type { AdoptRequest } from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  aTarget,
  aVersion,
  existingFacts,
  importedFacts,
  refusalOf,
} from '../__testUtils__/builders';
import type { BaseFacts } from '../types';
import { resolveAdopt } from './resolveAdopt';
import { resolveRollBack } from './resolveRollBack';

const addOn = aVersion({
  name: 'observability',
  type: 'add-on',
  version: '1.0.0',
});

const imported = () => importedFacts({ versions: [aVersion(), addOn] });

const adopt = (facts: BaseFacts, changes: Partial<AdoptRequest> = {}) =>
  resolveAdopt(
    {
      kind: 'adopt',
      cluster: 'checkout-dev',
      profile: { name: 'base', version: '1.3.0' },
      ...changes,
    },
    facts,
  );

describe('resolveAdopt', () => {
  it('makes an imported cluster what the profile says, under the name that it has', () => {
    const facts = imported();
    const { desired } = adopt(facts, {
      parameters: { workers: 5 },
      follow: 'patch',
      driftModes: { kubernetes: 'correct' },
    });
    expect(desired).toMatchObject({
      cluster: { name: 'checkout-dev', uid: facts.clusterUid },
      adopted: { source: 'old-checkout' },
      profiles: [{ name: 'base', version: '1.3.0' }],
      parameters: { base: { workers: 5 } },
      follow: 'patch',
      driftModes: { kubernetes: 'correct' },
      nodePools: { controlPlane: { replicas: 3 } },
    });
    expect(desired).not.toHaveProperty('observeOnly');
  });

  it.each<[string, () => unknown, string]>([
    [
      'a cluster of ours',
      () => adopt(existingFacts({ versions: [aVersion()] })),
      'cluster-not-imported',
    ],
    [
      'an add-on profile',
      () =>
        adopt(imported(), {
          profile: { name: 'observability', version: '1.0.0' },
        }),
      'profile-is-add-on',
    ],
    [
      'more nodes than the target takes',
      () =>
        adopt({
          ...imported(),
          target: aTarget({ limits: { nodesPerCluster: 3 } }),
        }),
      'target-nodes-limit',
    ],
  ])('refuses %s', (_, attempt, code) => {
    expect(refusalOf(attempt)).toMatchObject({ details: [{ code }] });
  });

  it('is not rolled back', () => {
    const facts = imported();
    const { desired } = adopt(facts);
    expect(
      refusalOf(() =>
        resolveRollBack(
          { kind: 'roll-back', cluster: 'checkout-dev', revision: 1 },
          {
            ...facts,
            base: { number: 2, desired },
            rollBackTo: facts.base,
          },
        ),
      ),
    ).toMatchObject({ details: [{ code: 'adoption-not-rolled-back' }] });
  });
});
