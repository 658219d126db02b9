import type { Benchmark } from '../../benchmarks/Benchmark';
import { until } from '../until';
import { named, onLabPortal } from './onLabPortal';

const CLUSTERS = 30;

/** Seconds until new clusters are available, written and observed by a portal, beside bare writes of the same objects. */
export const run: Benchmark = options =>
  onLabPortal(options, async ({ lab, namespace, portal, ...bench }) => {
    /** Seconds until all are available. */
    const timed = async (begin: () => Promise<void> | void) => {
      const since = performance.now();
      await begin();
      await bench.waitForAll('Available', CLUSTERS);
      return (performance.now() - since) / 1000;
    };
    /** So that the next ones have the lab to themselves. */
    const clear = async () => {
      await lab.kubectl(
        'delete',
        'clusters.cluster.x-k8s.io',
        '--all',
        `--namespace=${namespace}`,
        '--timeout=20m',
      );
      await until('nothing is left', async () => {
        const left = await lab.kubectl(
          'get',
          'machines.cluster.x-k8s.io',
          `--namespace=${namespace}`,
          '--output=name',
        );
        return left.trim() === '';
      });
    };
    await portal.accept(named('ours-', CLUSTERS));
    const value = await timed(() => portal.start());
    const apply = await bench.copies('ours-', 'bare-');
    await portal.stop();
    await clear();
    const baseline = await timed(apply);
    await clear();
    options.report({
      name: `lab/seconds-until-${CLUSTERS}-available`,
      value,
      unit: 's',
      baseline,
      atMost: 1.05,
    });
  });
