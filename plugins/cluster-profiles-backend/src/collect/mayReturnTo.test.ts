import { aDesiredState } from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import { mayReturnTo } from './mayReturnTo';

function revision(number: number, kubernetes: string, version = '1.0.0') {
  const state = aDesiredState();
  return {
    number,
    desired: {
      ...state,
      profiles: state.profiles.map(profile => ({ ...profile, version })),
      layers: state.layers.map(layer =>
        layer.kind === 'kubernetes' ? { ...layer, version: kubernetes } : layer,
      ),
    },
  };
}

const [profile] = aDesiredState().profiles;

describe('mayReturnTo', () => {
  it.each<[string, ReturnType<typeof revision>, boolean]>([
    ['the present revision', revision(3, '1.34.1'), true],
    ['one with the same Kubernetes', revision(2, '1.34.1'), true],
    ['one that was given up before it ran', revision(4, '1.35.0'), true],
    ['one with an older Kubernetes', revision(1, '1.33.1'), false],
    ['one of a withdrawn version', revision(2, '1.34.1', '0.9.0'), false],
    ['one whose Kubernetes nobody can compare', revision(2, 'latest'), true],
  ])('judges %s', (_, candidate, expected) => {
    const options = {
      present: [revision(3, '1.34.1')],
      withdrawn: new Set([`${profile.name}@0.9.0`]),
    };
    expect(mayReturnTo(candidate, options)).toBe(expected);
  });

  it('counts the older one of two while a cluster moves between them', () => {
    const present = [revision(2, '1.33.1'), revision(3, '1.34.1')];
    expect(
      mayReturnTo(revision(1, '1.33.1'), { present, withdrawn: new Set() }),
    ).toBe(true);
  });

  it('keeps what a cluster runs although it is withdrawn', () => {
    const present = [revision(1, '1.33.1', '0.9.0')];
    expect(
      mayReturnTo(present[0], {
        present,
        withdrawn: new Set([`${profile.name}@0.9.0`]),
      }),
    ).toBe(true);
  });
});
