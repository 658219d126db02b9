import {
  aDesiredState,
  withLayer,
} from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
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
});
