import type { KubernetesObject } from '../../../plugins/cluster-profiles-backend-module-cluster-api/src/kubernetes';
import type { Benchmark } from '../../benchmarks/Benchmark';
import { compare, perSecond } from '../../benchmarks/compare';
import { onPostgres } from '../../benchmarks/onEachDatabase';
import { managementCluster } from '../lab';
import { applyBare } from './applyBare';
import { BenchPortal } from './BenchPortal';
import { asSent, readClusters } from './readClusters';
import { waitForAll } from './waitForAll';

const CLUSTERS = 500;
const CONCURRENCY = 8;
const ROUNDS = 3;

/** New clusters that the reconciler writes, paused so that no controller competes, beside bare writes of the same objects. */
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
    let total = 0;
    let written: KubernetesObject[] = [];
    /** So that the controllers have nothing left to do when the next round begins. */
    const settle = async () => {
      total += CLUSTERS;
      await waitForAll(lab, { namespace, condition: 'Paused', count: total });
    };
    const { value, baseline } = await compare({
      rounds: ROUNDS,
      subject: async () => {
        const prefix = `ours-${total}-`;
        const names = Array.from(
          { length: CLUSTERS },
          (_, index) => `${prefix}${index}`,
        );
        await portal.accept(names, { paused: true });
        const rate = await perSecond(CLUSTERS, () =>
          portal.workOnce(CLUSTERS, CONCURRENCY),
        );
        written = await readClusters(lab, { namespace, prefix });
        if (written.length !== CLUSTERS) {
          throw new Error(`Only ${written.length} were written`);
        }
        await settle();
        return rate;
      },
      baseline: async () => {
        const objects = written.map((object, index) =>
          asSent(object, `bare-${total}-${index}`),
        );
        const rate = await perSecond(CLUSTERS, () =>
          applyBare(lab, objects, CONCURRENCY),
        );
        await settle();
        return rate;
      },
    });
    report({
      name: 'lab/writes',
      value,
      unit: '1/s',
      baseline,
      atLeast: 0.9,
    });
  });
