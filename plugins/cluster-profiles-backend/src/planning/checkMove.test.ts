import type { DesiredState } from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  aVersion,
  baseLayers,
  codes,
  existingFacts,
} from './__testUtils__/builders';
import { checkMove } from './checkMove';

const facts = existingFacts();
const at = (kubernetes: string): DesiredState => ({
  ...facts.base.desired,
  layers: facts.base.desired.layers.map(layer =>
    layer.kind === 'kubernetes' ? { ...layer, version: kubernetes } : layer,
  ),
});
const move = (to: string, from: string, running?: string) =>
  checkMove({
    desired: at(to),
    facts: {
      ...facts,
      versions: [
        aVersion({
          version: '1.4.0',
          spec: { layers: baseLayers({ kubernetes: '1.36.0' }) },
        }),
      ],
      base: { number: 2, desired: at(from) },
      ...(running ? { applied: { number: 1, desired: at(running) } } : {}),
    },
  });

describe('checkMove', () => {
  it.each<[string, string, string | undefined, string[], string[]]>([
    ['1.35.2', '1.35.2', undefined, [], []],
    [
      '1.36.0',
      '1.35.2',
      undefined,
      ['ok kubernetes-move'],
      ['1.35.2', '1.36.0'],
    ],
    [
      '1.35.2',
      '1.36.0',
      undefined,
      ['block kubernetes-downgrade'],
      ['1.36.0', '1.35.2'],
    ],
    [
      '1.36.0',
      '1.34.1',
      undefined,
      ['block kubernetes-skips-minor'],
      ['1.34.1', '1.35', '1.36.0'],
    ],
    // The base was never reached: what runs counts too.
    [
      '1.36.0',
      '1.35.2',
      '1.34.1',
      ['block kubernetes-skips-minor'],
      ['1.35.2', '1.36.0'],
    ],
    [
      '1.35.2',
      '1.35.2',
      '1.34.1',
      ['ok kubernetes-move'],
      ['1.34.1', '1.35.2'],
    ],
    [
      '1.35.2',
      '1.36.0',
      '1.35.2',
      ['block kubernetes-downgrade'],
      ['1.36.0', '1.35.2'],
    ],
    [
      '1.36.0',
      '1.36.0',
      '1.32.1',
      ['block kubernetes-worker-skew', 'block kubernetes-skips-minor'],
      ['1.32.1', '1.33', '1.34', '1.35', '1.36.0'],
    ],
  ])('to %s from %s with %s running', (to, from, running, expected, path) => {
    const result = move(to, from, running);
    expect(codes(result.findings)).toEqual(expected);
    expect(result.path).toEqual(path);
  });

  it('names the alternatives of a downgrade', () => {
    expect(move('1.35.2', '1.36.0').findings[0].remedy).toBe(
      'Published versions of base with Kubernetes 1.36.0 or newer: 1.4.0.',
    );
  });

  it('says nothing of a new cluster', () => {
    expect(
      checkMove({
        desired: at('1.36.0'),
        facts: { ...facts, base: undefined },
      }),
    ).toEqual({ path: [], findings: [] });
  });
});
