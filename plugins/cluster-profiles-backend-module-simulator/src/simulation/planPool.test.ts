import { planPool } from './planPool';
import type { SimulatedMachine } from './types';

const template = 'new';

/** `n` and `o` are ready machines of the new and the old template, `N` and `O` not ready yet, `x` goes away. */
function machines(shape: string): SimulatedMachine[] {
  return [...shape].map((sign, index) => ({
    name: `${sign}${index}`,
    pool: 'general',
    kubernetesVersion: '1.34.2',
    osVersion: '24.04.3',
    template: sign.toLowerCase() === 'n' ? 'new' : 'old',
    phase: phaseOf(sign),
  }));
}

function phaseOf(sign: string): SimulatedMachine['phase'] {
  if (sign === 'x') {
    return 'deleting';
  }
  return sign === sign.toLowerCase() ? 'ready' : 'provisioning';
}

describe('planPool', () => {
  it.each([
    // shape, replicas, control plane?, create, remove
    ['', 3, false, 3, []],
    ['', 3, true, 1, []],
    ['N', 3, true, 0, []],
    ['n', 3, true, 1, []],
    ['nnn', 3, false, 0, []],
    ['nnnx', 3, false, 0, []],
    ['nnnnn', 3, false, 0, ['n0', 'n1']],
    ['nnnnn', 3, true, 0, ['n0']],
    ['nnN', 2, false, 0, ['N2']],
    ['nn', 0, false, 0, ['n0', 'n1']],
    // replacing: a new one comes up before an old one goes
    ['ooo', 3, false, 1, []],
    ['ooo', 3, true, 1, []],
    ['oooN', 3, false, 0, []],
    ['ooon', 3, false, 0, ['o0']],
    ['oonx', 3, false, 1, []],
    ['oonN', 3, false, 0, []],
    // an old one that never came up makes way at once
    ['oOoN', 3, false, 0, ['O1']],
    // up and new at the same time
    ['oo', 4, false, 2, []],
    // down and new at the same time
    ['ooooo', 3, false, 0, ['o0', 'o1']],
  ])(
    '%s with %d replicas, one by one: %s',
    (shape, replicas, oneByOne, create, remove) => {
      expect(
        planPool(machines(shape), {
          replicas,
          template,
          oneByOne,
          mayReplace: true,
        }),
      ).toEqual({ create, remove });
    },
  );

  it('waits for its turn to replace', () => {
    expect(
      planPool(machines('oo'), {
        replicas: 2,
        template,
        oneByOne: false,
        mayReplace: false,
      }),
    ).toEqual({ create: 0, remove: [] });
  });
});
