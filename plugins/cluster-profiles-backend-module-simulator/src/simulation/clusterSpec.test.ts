import {
  aDesiredState,
  withLayer,
} from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import { aRunningCluster } from '../__testUtils__/simulate';
import { clusterSpec } from './clusterSpec';

describe('clusterSpec', () => {
  it('does not depend on the order of layers and pools', () => {
    const desired = aDesiredState({
      nodePools: {
        controlPlane: { replicas: 1 },
        workers: [
          { name: 'general', replicas: 2 },
          { name: 'batch', replicas: 1 },
        ],
      },
    });
    expect(
      clusterSpec({
        ...desired,
        layers: [...desired.layers].reverse(),
        nodePools: {
          ...desired.nodePools,
          workers: [...desired.nodePools.workers].reverse(),
        },
      }),
    ).toEqual(clusterSpec(desired));
  });

  it.each([
    ['ubuntu', { sha256: 'f'.repeat(64) }, true],
    ['ubuntu', { values: { kernel: 'hwe' } }, true],
    ['kubernetes', { version: '1.34.3' }, true],
    ['kubernetes', { driftMode: 'correct' as const }, false],
    ['ubuntu', { address: 'https://mirror.example.com/ubuntu' }, false],
    ['cilium', { version: '1.18.4' }, false],
    ['ingress', { values: { replicas: 3 } }, false],
  ])(
    'machines of another template with %s %j: %s',
    (layer, overrides, moves) => {
      const before = clusterSpec(aDesiredState()).template;
      const after = clusterSpec(
        withLayer(aDesiredState(), layer, overrides),
      ).template;
      expect(after !== before).toBe(moves);
    },
  );

  it('keeps the size of a pool that an autoscaler sizes, within its range', () => {
    const withPool = (replicas: number, min: number, max: number) =>
      aDesiredState({
        nodePools: {
          controlPlane: { replicas: 1 },
          workers: [{ name: 'general', replicas, min, max }],
        },
      });
    const live = aRunningCluster(withPool(3, 1, 5));
    const sizeIn = (min: number, max: number) =>
      clusterSpec(withPool(2, min, max), live).workers[0].replicas;
    expect([sizeIn(1, 9), sizeIn(4, 9), sizeIn(1, 2)]).toEqual([3, 4, 2]);
    expect(clusterSpec(withPool(2, 1, 9)).workers[0].replicas).toBe(2);
  });
});
