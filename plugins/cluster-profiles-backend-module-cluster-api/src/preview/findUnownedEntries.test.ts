import type { KubernetesObject } from '../kubernetes';
import { findUnownedEntries } from './findUnownedEntries';

const entry = (name: string) => ({
  [`k:${JSON.stringify({ name })}`]: { '.': {}, 'f:name': {}, 'f:value': {} },
});

function live(
  managers: Record<string, { variables: string[]; pools: string[] }>,
): KubernetesObject {
  return {
    apiVersion: 'cluster.x-k8s.io/v1beta2',
    kind: 'Cluster',
    metadata: {
      name: 'checkout',
      namespace: 'team-a',
      managedFields: Object.entries(managers).map(([manager, owned]) => ({
        manager,
        fieldsV1: {
          'f:spec': {
            'f:topology': {
              'f:variables': Object.assign({}, ...owned.variables.map(entry)),
              'f:workers': {
                'f:machineDeployments': Object.assign(
                  {},
                  ...owned.pools.map(entry),
                ),
              },
            },
          },
        },
      })),
    },
    spec: {
      topology: {
        variables: [
          { name: 'ours', value: 1 },
          { name: 'defaulted', value: 2 },
        ],
        workers: {
          machineDeployments: [
            { name: 'general', replicas: 1 },
            { name: 'foreign', replicas: 1 },
          ],
        },
      },
    },
  };
}

describe('findUnownedEntries', () => {
  it('finds what others added and what nobody owns', () => {
    const found = findUnownedEntries(
      live({
        'cluster-profiles': { variables: ['ours'], pools: ['general'] },
        kubectl: { variables: ['ours'], pools: ['foreign'] },
      }),
    );
    expect(found).toEqual([
      {
        object: 'Cluster team-a/checkout',
        path: '/spec/topology/variables/defaulted',
        observed: { name: 'defaulted', value: 2 },
      },
      {
        object: 'Cluster team-a/checkout',
        path: '/spec/topology/workers/machineDeployments/foreign',
        observed: { name: 'foreign', replicas: 1 },
        manager: 'kubectl',
      },
    ]);
  });

  it('finds what a write leaves there, and not what it makes ours', () => {
    const paths = (pools: string[]) =>
      findUnownedEntries(
        live({
          'cluster-profiles': {
            variables: ['ours', 'defaulted'],
            pools: ['general'],
          },
          kubectl: { variables: [], pools: ['general', 'foreign'] },
        }),
        {
          apiVersion: 'cluster.x-k8s.io/v1beta2',
          kind: 'Cluster',
          metadata: { name: 'checkout' },
          spec: {
            topology: {
              workers: { machineDeployments: pools.map(name => ({ name })) },
            },
          },
        },
      ).map(({ path }) => path.split('/').at(-1));
    expect(paths(['general', 'foreign'])).toEqual([]);
    expect(paths(['foreign'])).toEqual(['general']);
  });

  it('finds nothing where all is ours', () => {
    expect(
      findUnownedEntries(
        live({
          'cluster-profiles': {
            variables: ['ours', 'defaulted'],
            pools: ['general', 'foreign'],
          },
        }),
      ),
    ).toEqual([]);
  });
});
