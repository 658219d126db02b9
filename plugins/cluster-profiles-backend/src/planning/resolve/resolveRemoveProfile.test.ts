import {
  aVersion,
  codes,
  existingFacts,
  refusalOf,
} from '../__testUtils__/builders';
import { resolveRemoveProfile } from './resolveRemoveProfile';

const addOn = aVersion({
  name: 'observability',
  type: 'add-on',
  version: '1.0.0',
});
const needy = aVersion({
  name: 'needy',
  type: 'add-on',
  version: '1.0.0',
  spec: {
    layers: [
      {
        name: 'needy',
        kind: 'addon',
        version: '1',
        constraints: { layers: { loki: '*' } },
      },
    ],
  },
});
const facts = existingFacts({
  versions: [aVersion(), addOn, needy],
  request: {
    addOnProfiles: [addOn, needy].map(({ profile, version }) => ({
      name: profile,
      version,
    })),
    driftModes: { needy: 'correct' },
  },
});
const remove = (profile: string) =>
  resolveRemoveProfile(
    { kind: 'remove-profile', cluster: 'checkout-dev', profile },
    facts,
  );

describe('resolveRemoveProfile', () => {
  it('removes its layers, parameters and drift modes', () => {
    const { desired, findings } = remove('needy');
    expect(findings).toEqual([]);
    expect(desired.profiles.map(({ name }) => name)).toEqual([
      'base',
      'observability',
    ]);
    expect(Object.keys(desired.parameters)).toEqual(['base', 'observability']);
    expect(desired.driftModes).toEqual({});
    expect(desired.layers.map(({ name }) => name)).not.toContain('needy');
  });

  it('blocks when others need what it brings', () => {
    expect(codes(remove('observability').findings)).toEqual([
      'block layer-constraint',
    ]);
  });

  it.each([
    ['the main profile', 'base', 'InputError', 'profile-is-main'],
    ['what is not there', 'x', 'NotFoundError', 'profile-not-on-cluster'],
  ])('refuses %s', (_, profile, name, code) => {
    expect(refusalOf(() => remove(profile))).toMatchObject({
      name,
      details: [{ code }],
    });
  });
});
