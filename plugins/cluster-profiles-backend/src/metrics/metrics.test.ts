import { createServiceFactory } from '@backstage/backend-plugin-api';
import { metricsServiceRef } from '@backstage/backend-plugin-api/alpha';
import { startWorld } from '../__testUtils__/startWorld';
import { recordMetrics } from './__testUtils__/recordMetrics';

jest.setTimeout(60_000);

describe('the metrics of the plugin', () => {
  it('tell how long people and clusters took, and what there is', async () => {
    const { metrics, recorded, collect } = recordMetrics();
    const world = await startWorld({
      features: [
        createServiceFactory({
          service: metricsServiceRef,
          deps: {},
          factory: () => metrics,
        }),
      ],
    });
    try {
      await world.publish();
      await world.apply(world.create({ target: 'prod-eu1' }));
      const kinds = (name: string) =>
        recorded[name].map(
          ([, attributes]) => attributes!['cluster_profiles.change.kind'],
        );
      expect(kinds('cluster_profiles.change.approval.duration')).toEqual([
        'publish',
        'create',
      ]);
      expect(kinds('cluster_profiles.change.duration')).toEqual([
        'publish',
        'create',
      ]);
      expect(
        recorded['cluster_profiles.work.duration'].every(
          ([, attributes]) => attributes!['error.type'] === undefined,
        ),
      ).toBe(true);
      expect(await collect('cluster_profiles.cluster.count')).toEqual([
        [
          1,
          {
            'cluster_profiles.stage': 'production',
            'cluster_profiles.cluster.phase': 'ready',
            'cluster_profiles.cluster.drift': 'InSync',
          },
        ],
      ]);
    } finally {
      await world.stop();
    }
  });
});
