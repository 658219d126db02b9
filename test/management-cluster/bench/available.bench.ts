import type { Benchmark } from '../../benchmarks/Benchmark';
import { onPostgres } from '../../benchmarks/onEachDatabase';
import { managementCluster } from '../lab';
import { until } from '../until';
import { applyBare } from './applyBare';
import { BenchPortal } from './BenchPortal';
import { asSent, readClusters } from './readClusters';
import { waitForAll } from './waitForAll';

const CLUSTERS = 30;
const CONCURRENCY = 8;

/** Seconds until new clusters are available, written and observed by a portal, beside bare writes of the same objects. */
export const run: Benchmark = ({ postgres, report }) =>
  onPostgres(postgres, async ({ create }) => {
    const lab = await managementCluster();
    const namespace = await lab.namespace();
    const knex = await create();
    const portal = await BenchPortal.create({
      knex,
      kubeconfig: lab.kubeconfig,
      namespace,
    });
    /** Seconds until all are available; then they go, so that the next ones have the lab to themselves. */
    const timed = async (begin: () => Promise<void> | void) => {
      const since = performance.now();
      await begin();
      await waitForAll(lab, {
        namespace,
        condition: 'Available',
        count: CLUSTERS,
      });
      return (performance.now() - since) / 1000;
    };
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
    await portal.accept(
      Array.from({ length: CLUSTERS }, (_, index) => `ours-${index}`),
    );
    const value = await timed(() => portal.start());
    const objects = await readClusters(lab, { namespace, prefix: 'ours-' });
    await portal.stop();
    await clear();
    const baseline = await timed(() =>
      applyBare(
        lab,
        objects.map((object, index) => asSent(object, `bare-${index}`)),
        CONCURRENCY,
      ),
    );
    await clear();
    report({
      name: `lab/seconds-until-${CLUSTERS}-available`,
      value,
      unit: 's',
      baseline,
      atMost: 1.05,
    });
  });
