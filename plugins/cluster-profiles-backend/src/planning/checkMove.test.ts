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
const move = (
  to: string,
  from: string,
  running?: string,
  options: { kubernetesPath?: string[]; approved?: string[] } = {},
) =>
  checkMove({
    desired: at(to),
    kubernetesPath: options.kubernetesPath,
    facts: {
      ...facts,
      versions: [
        aVersion({
          version: '1.4.0',
          spec: { layers: baseLayers({ kubernetes: '1.36.0' }) },
        }),
      ],
      base: {
        number: 2,
        desired: { ...at(from), kubernetesPath: options.approved },
      },
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

  const way = ['1.34.1', '1.35.4', '1.36.0'];

  it('lets several minors pass where the provider knows the way', () => {
    const { path, findings } = move('1.36.0', '1.34.1', undefined, {
      kubernetesPath: way,
    });
    expect(path).toEqual(way);
    expect(findings).toMatchObject([
      {
        severity: 'ok',
        message: 'Kubernetes may move from 1.34.1 to 1.35.4 to 1.36.0.',
      },
    ]);
  });

  it.each<[string, string[], string[], string[]]>([
    [
      'that skips a minor itself',
      ['1.34.1', '1.36.0'],
      ['block kubernetes-skips-minor'],
      ['1.34.1', '1.36.0'],
    ],
    [
      'that leads elsewhere',
      ['1.34.1', '1.35.4'],
      ['block kubernetes-skips-minor'],
      ['1.34.1', '1.35', '1.36.0'],
    ],
    // Somebody has upgraded it by hand.
    ['that has been gone already', [], [], []],
  ])('does not trust a way %s', (_, kubernetesPath, expected, path) => {
    const result = move('1.36.0', '1.34.1', undefined, { kubernetesPath });
    expect(codes(result.findings)).toEqual(expected);
    expect(result.path).toEqual(path);
  });

  it('knows no way back', () => {
    const result = move('1.35.2', '1.36.0', undefined, {
      kubernetesPath: ['1.36.0', '1.35.2'],
    });
    expect(codes(result.findings)).toEqual(['block kubernetes-downgrade']);
  });

  it('lets a cluster on an approved way be changed although its provider is silent', () => {
    const result = move('1.36.0', '1.36.0', '1.34.1', { approved: way });
    expect(codes(result.findings)).toEqual(['ok kubernetes-move']);
    expect(result.path).toEqual(way);
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
