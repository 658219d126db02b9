import type { AddProfileRequest } from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  aTarget,
  aVersion,
  codes,
  createRequest,
  existingFacts,
  importedFacts,
  refusalOf,
} from '../__testUtils__/builders';
import { resolveAddProfile } from './resolveAddProfile';

const addOn = aVersion({
  name: 'observability',
  type: 'add-on',
  version: '1.0.0',
});
const early = aVersion({
  name: 'early',
  type: 'add-on',
  version: '1.0.0',
  spec: { layers: [{ name: 'alloy', kind: 'addon', version: '1' }] },
});
const other = aVersion({ name: 'other', version: '1.0.0' });
const facts = existingFacts({
  versions: [aVersion(), addOn, early, other],
  request: { addOnProfiles: [{ name: 'observability', version: '1.0.0' }] },
});
const add = (
  name: string,
  version = '1.0.0',
  rest: Partial<AddProfileRequest> = {},
) =>
  resolveAddProfile(
    {
      kind: 'add-profile',
      cluster: 'checkout-dev',
      profile: { name, version },
      ...rest,
    },
    facts,
  );

describe('resolveAddProfile', () => {
  it('adds its layers, add-on profiles by name', () => {
    const { desired } = add('early');
    expect(desired.profiles.map(({ name }) => name)).toEqual([
      'base',
      'early',
      'observability',
    ]);
    expect(desired.layers.slice(4).map(({ name }) => name)).toEqual([
      'alloy',
      'ingress',
      'loki',
    ]);
    expect(desired.parameters.early).toEqual({});
  });

  it.each([
    [
      'what runs already',
      'observability',
      '1.0.0',
      'ConflictError',
      'profile-on-cluster',
    ],
    [
      'the main profile',
      'base',
      '1.3.0',
      'ConflictError',
      'profile-on-cluster',
    ],
    [
      'another main profile',
      'other',
      '1.0.0',
      'InputError',
      'profile-is-not-add-on',
    ],
    [
      'an unknown profile',
      'nothing',
      '1.0.0',
      'NotFoundError',
      'profile-unknown',
    ],
    [
      'an unknown version',
      'early',
      '2.0.0',
      'NotFoundError',
      'profile-version-unknown',
    ],
  ])('refuses %s', (_, profile, version, name, code) => {
    expect(refusalOf(() => add(profile, version))).toMatchObject({
      name,
      details: [{ code }],
    });
  });

  it('refuses parameters that it does not have', () => {
    expect(
      refusalOf(() => add('early', '1.0.0', { parameters: { x: 1 } })).details,
    ).toMatchObject([{ code: 'parameter-unknown', path: '/parameters/x' }]);
  });

  describe('on clusters that others made', () => {
    const picky = aVersion({
      name: 'picky',
      type: 'add-on',
      version: '1.0.0',
      spec: {
        layers: [
          {
            name: 'picky',
            kind: 'addon',
            version: '1',
            constraints: { kubernetes: '>=1.34 <1.36' },
          },
        ],
      },
    });
    const addTo = (
      observedKubernetes: string | undefined,
      provider = 'simulator',
    ) =>
      resolveAddProfile(
        {
          kind: 'add-profile',
          cluster: 'checkout-dev',
          profile: { name: 'picky', version: '1.0.0' },
        },
        importedFacts({
          versions: [picky],
          observedKubernetes,
          target: aTarget({
            name: createRequest.target,
            provider,
            addOnEngine: 'argocd',
          }),
        }),
      );

    it.each([
      ['1.33.9', ['block layer-constraint']],
      ['1.34.1', []],
      ['1.36.0', ['block layer-constraint']],
    ])('compares constraints with Kubernetes %s, as seen', (seen, expected) => {
      expect(codes(addTo(seen).findings)).toEqual(expected);
    });

    it.each(['simulator', 'cluster-api', 'imported'])(
      'brings the same layers whatever made them: %s',
      provider => {
        const { desired } = addTo('1.35.0', provider);
        expect(desired).toMatchObject({
          observeOnly: true,
          target: { provider, addOnEngine: 'argocd' },
          profiles: [{ name: 'picky', version: '1.0.0' }],
        });
        expect(desired.layers).toEqual(addTo('1.35.0').desired.layers);
      },
    );
  });
});
