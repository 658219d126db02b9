import type { Knex } from 'knex';
import type { Benchmark } from '../../benchmarks/Benchmark';
import { onPostgres } from '../../benchmarks/onEachDatabase';
import { managementCluster, type ManagementCluster } from '../lab';
import { applyBare } from './applyBare';
import { BenchPortal } from './BenchPortal';
import { asSent, readClusters } from './readClusters';
import { waitForAll } from './waitForAll';

/** How many clusters the portal writes at once, and the loop beside it. */
export const CONCURRENCY = 8;

/** A portal on a lab, and the loop that it is compared with, in a namespace of their own. */
export interface LabBench {
  lab: ManagementCluster;
  namespace: string;
  knex: Knex;
  portal: BenchPortal;
  /** What the portal has written under the prefix, to be written again under another. */
  copies(prefix: string, as: string): Promise<() => Promise<void>>;
  waitForAll(condition: string, count: number): Promise<void>;
}

export function onLabPortal(
  { postgres }: Parameters<Benchmark>[0],
  measure: (bench: LabBench) => Promise<void>,
): Promise<void> {
  return onPostgres(postgres, async ({ create }) => {
    const lab = await managementCluster();
    const namespace = await lab.namespace();
    const knex = await create();
    const portal = await BenchPortal.create({
      knex,
      kubeconfig: lab.kubeconfig,
      namespace,
    });
    await measure({
      lab,
      namespace,
      knex,
      portal,
      async copies(prefix, as) {
        const written = await readClusters(lab, { namespace, prefix });
        const objects = written.map((object, index) =>
          asSent(object, `${as}${index}`),
        );
        return () => applyBare(lab, objects, CONCURRENCY);
      },
      waitForAll: (condition, count) =>
        waitForAll(lab, { namespace, condition, count }),
    });
  });
}

/** Such as `ours-0`. */
export function named(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}${index}`);
}
