import type { Benchmark } from '../../benchmarks/Benchmark';
import { quantile } from '../../benchmarks/compare';
import { onPostgres } from '../../benchmarks/onEachDatabase';
import { AddOnFleet } from './AddOnFleet';
import { applyInWaves } from './applyInWaves';
import { measureDrift } from './measureDrift';

const CLUSTERS = Number(process.env.CLUSTERS ?? 20);

/**
 * Seconds until add-on layers of clusters that others made are proven, delivered by a portal, beside the same Applications that kubectl
 * applies in the same waves; and milliseconds until drift is shown by our API, beside those until Argo CD has noticed it.
 */
export const run: Benchmark = ({ postgres, report }) =>
  onPostgres(postgres, async ({ create }) => {
    const fleet = await AddOnFleet.start(await create(), CLUSTERS);
    try {
      const value = await fleet.timeDelivery();
      const drift = await measureDrift(fleet);
      const waves = await fleet.copyWaves();
      await fleet.clear();
      const baseline = await applyInWaves(fleet.portal.lab, waves, fleet.run);
      report({
        name: `lab/seconds-until-layers-of-${CLUSTERS}-are-proven`,
        value,
        unit: 's',
        baseline,
        atMost: 1.1,
      });
      const p95 = (of: 'shown' | 'noticed') =>
        quantile(
          drift.map(times => times[of]),
          0.95,
        );
      report({
        name: 'lab/drift-shown/p95',
        value: p95('shown'),
        unit: 'ms',
        baseline: p95('noticed'),
      });
    } finally {
      await fleet.stop();
    }
  });
