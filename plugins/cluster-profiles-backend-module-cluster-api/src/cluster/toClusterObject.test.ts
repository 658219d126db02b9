import fc from 'fast-check';
import { layerDigest } from '@cluster-profiles/plugin-cluster-profiles-common';
import { aDesiredState } from './__testUtils__/aDesiredState';
import { findMarks } from './findMarks';
import { providerDigest } from './providerDigest';
import { toClusterObject } from './toClusterObject';
import type { ClusterPool } from './types';

const POOLS: ClusterPool[] = [
  { name: 'general', class: 'default-worker', replicas: 2 },
  { name: 'gpu', class: 'gpu-worker', replicas: 1, failureDomain: 'fd1' },
  {
    name: 'auto',
    class: 'gpu-worker',
    min: 1,
    max: 9,
  },
];
const VARIABLES = [
  { name: 'b', value: 1 },
  { name: 'a', value: { x: [true] } },
];

function object(options: Partial<Parameters<typeof toClusterObject>[0]> = {}) {
  return toClusterObject({
    desired: aDesiredState(),
    className: 'teams-0123456789',
    kubernetesVersion: '1.34.1',
    variables: VARIABLES,
    pools: POOLS,
    marks: { instanceId: 'i-1', revision: 7, idempotencyKey: 'k' },
    ...options,
  });
}

describe('toClusterObject', () => {
  it('says all that is ours and nothing else', () => {
    const desired = aDesiredState();
    const { metadata, ...rest } = object();
    expect(rest).toEqual({
      apiVersion: 'cluster.x-k8s.io/v1beta2',
      kind: 'Cluster',
      spec: {
        topology: {
          classRef: { name: 'teams-0123456789' },
          version: 'v1.34.1',
          controlPlane: { replicas: 3 },
          workers: {
            machineDeployments: [
              {
                name: 'auto',
                class: 'gpu-worker',
                metadata: {
                  annotations: {
                    'cluster.x-k8s.io/cluster-api-autoscaler-node-group-min-size':
                      '1',
                    'cluster.x-k8s.io/cluster-api-autoscaler-node-group-max-size':
                      '9',
                  },
                },
              },
              { name: 'general', class: 'default-worker', replicas: 2 },
              {
                name: 'gpu',
                class: 'gpu-worker',
                failureDomain: 'fd1',
                replicas: 1,
              },
            ],
          },
          variables: [
            { name: 'a', value: { x: [true] } },
            { name: 'b', value: 1 },
          ],
        },
      },
    });
    expect(metadata).toMatchObject({ name: 'checkout', namespace: 'team-a' });
    expect(findMarks(object())).toEqual({
      clusterUid: 'uid-1',
      instanceId: 'i-1',
      revision: 7,
      digest: providerDigest(desired),
      // The network has a chart of its own: an engine brings it.
      layers: Object.fromEntries(
        desired.layers
          .slice(0, 2)
          .map(layer => [
            layer.name,
            { version: layer.version, digest: layerDigest(layer) },
          ]),
      ),
    });
  });

  it('does not mind the order of anything, nor a v', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(POOLS, { minLength: 3 }),
        fc.shuffledSubarray(VARIABLES, { minLength: 2 }),
        fc.shuffledSubarray(aDesiredState().layers, { minLength: 3 }),
        fc.constantFrom('1.34.1', 'v1.34.1'),
        (pools, variables, layers, kubernetesVersion) => {
          expect(
            JSON.stringify(
              object({
                pools,
                variables,
                kubernetesVersion,
                desired: aDesiredState({ layers }),
              }),
            ),
          ).toBe(JSON.stringify(object()));
        },
      ),
    );
  });

  it('pauses only what is to be paused, and leaves it to others otherwise', () => {
    expect(object().spec).not.toHaveProperty('paused');
    expect(
      object({ desired: aDesiredState({ paused: true }) }).spec,
    ).toHaveProperty('paused', true);
  });

  it('has no empty lists', () => {
    expect(object({ pools: [], variables: [] }).spec).toEqual({
      topology: {
        classRef: { name: 'teams-0123456789' },
        version: 'v1.34.1',
        controlPlane: { replicas: 3 },
      },
    });
  });

  it('works in the default namespace where the target names none', () => {
    const { namespace, ...target } = aDesiredState().target;
    expect(
      object({ desired: aDesiredState({ target }) }).metadata.namespace,
    ).toBe('default');
  });
});
