import type { Benchmark } from '../../benchmarks/Benchmark';
import { quantile } from '../../benchmarks/compare';
import { onPostgres } from '../../benchmarks/onEachDatabase';
import { AddOnFleet } from './AddOnFleet';
import { applicationsOf } from './applicationsOf';
import { applyInWaves } from './applyInWaves';
import { inPhases } from './inPhases';
import { measureCorrections, measureDrift } from './measureDrift';

const CLUSTERS = Number(process.env.CLUSTERS ?? 20);
const MOST_MINUTES = 25;
/** Within which drift is to be corrected. */
const CORRECTION_MS = 5_000;

/**
 * Seconds until add-on layers of clusters that others made are proven, delivered by a portal, beside the same Applications that kubectl
 * applies in the same waves; and milliseconds until drift is shown by our API, beside those until Argo CD has noticed it, and until a
 * correction has reached Argo CD.
 */
export const run: Benchmark = ({ postgres, report }) =>
  onPostgres(postgres, async ({ create }) => {
    const phase = inPhases({ mostMinutes: MOST_MINUTES });
    const fleet = await phase('Clusters and profiles', async () =>
      AddOnFleet.start(await create(), CLUSTERS),
    );
    const applications = applicationsOf(fleet.portal.lab);
    const p95 = (values: number[]) => quantile(values, 0.95);
    try {
      await phase('Plans', () => fleet.plan());
      const value = await phase('Delivery', () => fleet.timeDelivery());
      const drift = await phase('Drift', () =>
        measureDrift(fleet, applications),
      );
      report({
        name: 'lab/drift-shown/p95',
        value: p95(drift.map(({ shown }) => shown)),
        unit: 'ms',
        baseline: p95(drift.map(({ noticed }) => noticed)),
      });
      report({
        name: 'lab/drift-corrected/p95',
        value: p95(drift.map(({ corrected }) => corrected)),
        unit: 'ms',
        baseline: CORRECTION_MS,
        atMost: 1,
      });
      const corrections = await phase('Corrections', () =>
        measureCorrections(fleet, applications),
      );
      report({
        name: 'lab/drift-corrected-by-mode/p95',
        value: p95(corrections),
        unit: 'ms',
        baseline: CORRECTION_MS,
        atMost: 1,
      });
      const waves = await phase('Removal', async () => {
        const copies = await fleet.copyWaves();
        await fleet.clear();
        return copies;
      });
      const { lab } = fleet.portal;
      const baseline = await phase('Delivery without the portal', () =>
        applyInWaves({ lab, applications, clusters: waves, run: fleet.run }),
      );
      report({
        name: `lab/seconds-until-layers-of-${CLUSTERS}-are-proven`,
        value,
        unit: 's',
        baseline,
        atMost: 1.1,
      });
    } finally {
      await fleet.stop();
    }
  });
