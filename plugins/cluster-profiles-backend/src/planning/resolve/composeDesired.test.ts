import type {
  ClusterProfileSpec,
  CreateRequest,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  aVersion,
  baseLayers,
  codes,
  createRequest,
  newFacts,
} from '../__testUtils__/builders';
import type { PlanningFacts } from '../types';
import { composeDesired } from './composeDesired';
import { intentOf } from './intentOf';
import { resolveCreate } from './resolveCreate';

/** What a new cluster is composed to. */
const create = (
  request: Partial<CreateRequest> = {},
  facts: Partial<PlanningFacts> = {},
) => resolveCreate({ ...createRequest, ...request }, newFacts(facts));
const withSpec = (spec: Partial<ClusterProfileSpec>) => ({
  versions: [aVersion({ spec })],
});

describe('composeDesired', () => {
  it('leads from a desired state back to the same', () => {
    const { desired } = create();
    expect(composeDesired(intentOf(desired, [aVersion()]))).toEqual({
      desired,
      findings: [],
    });
  });

  it('substitutes all that a profile may refer to', () => {
    const { desired } = create(
      {},
      withSpec({
        layers: [
          ...baseLayers().slice(1),
          {
            name: 'ubuntu',
            kind: 'os',
            version: '24.04.3',
            values: { imageId: '${{ target.variables.zone }}-1' },
          },
          {
            name: 'early',
            kind: 'addon',
            version: '1',
            values: {
              cluster:
                '${{ cluster.name }} ${{ cluster.uid }} ${{ cluster.owner }}',
              target:
                '${{ target.name }} ${{ target.region }} ${{ target.stage }} ${{ target.labels.cloud }} ${{ target.namespace }}',
              image: '${{ layers.ubuntu.values.imageId }}',
              kubernetes: '${{ layers.kubernetes.version }}',
              workers: '${{ parameters.workers }}',
            },
          },
        ],
        providers: {
          simulator: [{ image: '${{ layers.early.values.image }}' }],
        },
      }),
    );
    expect(desired.layers.find(({ name }) => name === 'early')!.values).toEqual(
      {
        cluster: `checkout-dev ${desired.cluster.uid} group:default/checkout`,
        target: 'dev-eu1 eu-west-1 development aws fleet',
        image: 'a-1',
        kubernetes: '1.35.2',
        workers: 3,
      },
    );
    expect(desired.providerConfig).toEqual({ image: 'a-1' });
  });

  it('blocks a layer that two profiles bring, naming both', () => {
    const twin = aVersion({
      name: 'twin',
      type: 'add-on',
      version: '1.0.0',
      spec: { layers: [{ name: 'ingress', kind: 'addon', version: '1' }] },
    });
    const { findings, desired } = create(
      { addOnProfiles: [{ name: 'twin', version: '1.0.0' }] },
      { versions: [aVersion(), twin] },
    );
    expect(findings).toMatchObject([
      {
        severity: 'block',
        code: 'layer-name-conflict',
        message: 'Both base and twin bring a layer "ingress".',
      },
    ]);
    expect(
      desired.layers.filter(({ name }) => name === 'ingress'),
    ).toHaveLength(1);
  });

  it.each<[string, Partial<ClusterProfileSpec['layers'][number]>, string[]]>([
    [
      'Kubernetes that does not fit',
      { constraints: { kubernetes: '<1.30' } },
      ['block layer-constraint'],
    ],
    [
      'layers of the main profile that fit',
      { constraints: { layers: { cilium: '>=1.18' } } },
      [],
    ],
    [
      'layers of the main profile that do not',
      { constraints: { layers: { cilium: '>=2' } } },
      ['block layer-constraint'],
    ],
    [
      'a dependency that nobody brings',
      { dependsOn: ['nowhere'] },
      ['block layer-dependency-missing'],
    ],
  ])('checks the combined stack: %s', (_, layer, expected) => {
    const picky = aVersion({
      name: 'picky',
      type: 'add-on',
      version: '1.0.0',
      spec: {
        layers: [{ name: 'picky', kind: 'addon', version: '1', ...layer }],
      },
    });
    const { findings } = create(
      { addOnProfiles: [{ name: 'picky', version: '1.0.0' }] },
      { versions: [aVersion(), picky] },
    );
    expect(codes(findings)).toEqual(expected);
  });
});
