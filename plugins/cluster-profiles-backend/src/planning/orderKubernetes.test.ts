import type {
  DesiredLayer,
  ProfileLayer,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { aLayer } from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import { aVersion, existingFacts } from './__testUtils__/builders';
import { orderKubernetes } from './orderKubernetes';

/** A layer in one of the two versions of the profile: its version, and what it asks of Kubernetes. */
type Side = Pick<ProfileLayer, 'version'> & {
  needs?: string;
  dependsOn?: string[];
  kind?: 'network';
};
type Stack = Record<string, Side>;

const HELM = { type: 'helm', repository: 'charts' } as const;

function order(path: string[], before: Stack, after: Stack) {
  const { base } = existingFacts();
  const state = (version: string, stack: Stack) => ({
    ...base.desired,
    profiles: [
      { name: 'base', version, digest: 'd', type: 'full-stack' as const },
    ],
    layers: Object.entries(stack).map(([name, side]): DesiredLayer =>
      aLayer({
        name,
        version: side.version,
        kind: side.kind ?? 'addon',
        source: HELM,
        dependsOn: side.dependsOn ?? [],
      }),
    ),
  });
  const published = (version: string, stack: Stack) =>
    aVersion({
      version,
      spec: {
        layers: Object.entries(stack).map(([name, { version: of, needs }]) => ({
          name,
          kind: 'addon' as const,
          version: of,
          ...(needs && { constraints: { kubernetes: needs } }),
        })),
      },
    });
  const { order: found, findings } = orderKubernetes({
    desired: state('2.0.0', after),
    facts: {
      base: { number: 1, desired: state('1.0.0', before) },
      versions: [published('1.0.0', before), published('2.0.0', after)],
    },
    path,
  });
  return [
    ...(found ? [`${found.before} < K < ${found.after}`] : []),
    ...findings.map(({ severity, code, layer }) =>
      [severity, code, layer].filter(Boolean).join(' '),
    ),
  ];
}

const ONE = ['1.34.2', '1.35.0'];
const CHAIN = ['1.33.1', '1.34.2', '1.35.0'];
const OK = 'ok kubernetes-order';

describe('orderKubernetes', () => {
  it.each<[string, string[], Stack, Stack, string[]]>([
    ['nothing moves', [], {}, { a: { version: '2' } }, []],
    [
      'no layer moves with it',
      ONE,
      { a: { version: '1' } },
      { a: { version: '1' } },
      [],
    ],
    [
      'what fits both comes first',
      ONE,
      { a: { version: '1', needs: '<1.35' } },
      { a: { version: '2', needs: '>=1.34 <1.37' } },
      ['a < K < ', OK],
    ],
    [
      'what asks for nothing comes first',
      ONE,
      { a: { version: '1' } },
      { a: { version: '2' } },
      ['a < K < ', OK],
    ],
    [
      'what needs the new version comes last',
      ONE,
      { a: { version: '1', needs: '<1.36' }, b: { version: '1' } },
      { a: { version: '2', needs: '>=1.35' }, b: { version: '2' } },
      ['b < K < a', OK],
    ],
    [
      'a new layer comes last where it has to',
      ONE,
      {},
      { a: { version: '1', needs: '>=1.35' } },
      [' < K < a', OK],
    ],
    [
      'what fits neither way blocks',
      ONE,
      { a: { version: '1', needs: '<1.35' } },
      { a: { version: '2', needs: '>=1.35' } },
      ['block kubernetes-constraint a'],
    ],
    [
      'versions between count, for the new one',
      CHAIN,
      { a: { version: '1', needs: '<1.34' } },
      { a: { version: '2', needs: '1.33.x || 1.35.x' } },
      ['block kubernetes-constraint a'],
    ],
    [
      'versions between count, for the one that stays until the end',
      CHAIN,
      { a: { version: '1', needs: '<1.36' } },
      { a: { version: '2', needs: '>=1.34' } },
      [' < K < a', OK],
    ],
    [
      'versions between count for what does not change',
      CHAIN,
      { a: { version: '1', needs: '1.33.x || 1.35.x' } },
      { a: { version: '1', needs: '1.33.x || 1.35.x' } },
      ['block kubernetes-constraint a'],
    ],
    [
      'what depends on the last waits with it',
      ONE,
      { a: { version: '1' }, b: { version: '1' } },
      {
        a: { version: '2', needs: '>=1.35' },
        b: { version: '2', dependsOn: ['a'] },
      },
      [' < K < a,b', OK],
    ],
    [
      'everything waits for the network',
      ONE,
      { net: { version: '1', kind: 'network' }, b: { version: '1' } },
      {
        net: { version: '2', kind: 'network', needs: '>=1.35' },
        b: { version: '2' },
      },
      [' < K < b,net', OK],
    ],
    [
      'what cannot wait for what has to blocks',
      ONE,
      { a: { version: '1' }, b: { version: '1', needs: '<1.35' } },
      {
        a: { version: '2', needs: '>=1.35' },
        b: { version: '2', dependsOn: ['a'] },
      },
      ['block kubernetes-constraint b'],
    ],
    [
      'what does not fit the end is said elsewhere',
      ONE,
      { a: { version: '1', needs: '<1.35' } },
      { a: { version: '1', needs: '<1.35' } },
      [],
    ],
  ])('%s', (_, path, before, after, expected) => {
    expect(order(path, before, after)).toEqual(expected);
  });

  it('names both versions and what they need', () => {
    const { base } = existingFacts();
    const layers = (version: string) => [aLayer({ name: 'a', version })];
    const published = (version: string, kubernetes: string) =>
      aVersion({
        version,
        spec: {
          layers: [
            {
              name: 'a',
              kind: 'addon',
              version,
              constraints: { kubernetes },
            },
          ],
        },
      });
    const { findings } = orderKubernetes({
      desired: {
        ...base.desired,
        profiles: [{ ...base.desired.profiles[0], version: '2.0.0' }],
        layers: layers('2.0.0'),
      },
      facts: {
        base: {
          number: 1,
          desired: {
            ...base.desired,
            profiles: [{ ...base.desired.profiles[0], version: '1.0.0' }],
            layers: layers('1.0.0'),
          },
        },
        versions: [published('1.0.0', '<1.35'), published('2.0.0', '>=1.35')],
      },
      path: ONE,
    });
    expect(findings[0].message).toBe(
      'Layer "a" fits Kubernetes on its way from 1.34.2 to 1.35.0 neither before nor after: 1.0.0 needs Kubernetes <1.35, and 2.0.0 needs Kubernetes >=1.35.',
    );
  });
});
