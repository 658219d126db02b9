import type { Benchmark } from '../../benchmarks/Benchmark';
import { compare, median, perSecond } from '../../benchmarks/compare';
import { meter, type Cost } from './meter';
import { CONCURRENCY, named, onLabPortal } from './onLabPortal';

const CLUSTERS = 500;
const ROUNDS = 3;

/** New clusters that the reconciler writes, paused so that no controller competes, beside bare writes of the same objects. */
export const run: Benchmark = options =>
  onLabPortal(options, async ({ portal, copies, waitForAll }) => {
    const { report } = options;
    const costs: Record<'ours' | 'bare', Cost[]> = { ours: [], bare: [] };
    let total = 0;
    const timed = async (who: 'ours' | 'bare', work: () => Promise<void>) => {
      const rate = await perSecond(CLUSTERS, async () => {
        costs[who].push(await meter(work));
      });
      total += CLUSTERS;
      // So that the controllers have nothing left to do when the next round begins.
      await waitForAll('Paused', total);
      return rate;
    };
    let prefix = '';
    const rates = await compare({
      rounds: ROUNDS,
      subject: async () => {
        prefix = `ours-${total}-`;
        await portal.accept(named(prefix, CLUSTERS), { paused: true });
        return timed('ours', () => portal.workOnce(CLUSTERS, CONCURRENCY));
      },
      baseline: async () =>
        timed('bare', await copies(prefix, `bare-${total}-`)),
    });
    report({ name: 'lab/writes', ...rates, unit: '1/s', atLeast: 0.9 });
    const each = (who: 'ours' | 'bare', of: (cost: Cost) => number) =>
      median(costs[who].slice(1).map(cost => of(cost) / CLUSTERS));
    for (const [name, unit, of] of [
      ['requests', '1', ({ requests }: Cost) => requests],
      ['cpu', 'ms', ({ cpuMs }: Cost) => cpuMs],
    ] as const) {
      report({
        name: `lab/writes/${name}-per-cluster`,
        value: each('ours', of),
        unit,
        baseline: each('bare', of),
      });
    }
  });
