import type { DesiredLayer } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { DriftFindingRow } from '../database/tables';

const FIRST_PAUSE_MS = 10_000;
const LONGEST_PAUSE_MS = 10 * 60_000;

/**
 * Names of the layers to be corrected now: their drift mode says so, or somebody asked for it. The first time at once, then with
 * growing pauses, so that nobody fights for ever with whoever changes it again. Pure.
 */
export function dueCorrections(options: {
  open: readonly DriftFindingRow[];
  layers: readonly DesiredLayer[];
  /** Layers whose fields are still to be found out: what is undone must be known first. */
  incomplete: ReadonlySet<string>;
  now: Date;
}): Set<string> {
  const { open, layers, incomplete, now } = options;
  return new Set(
    layers
      .filter(({ name, driftMode }) => {
        const findings = open.filter(({ layer }) => layer === name);
        const isMeant =
          driftMode === 'correct' ||
          findings.some(({ wanted_at }) => wanted_at !== null);
        return (
          isMeant &&
          !incomplete.has(name) &&
          findings.some(it => isDue(it, now))
        );
      })
      .map(({ name }) => name),
  );
}

function isDue(
  { corrections, corrected_at }: DriftFindingRow,
  now: Date,
): boolean {
  if (corrected_at === null) {
    return true;
  }
  const passed = now.getTime() - Date.parse(corrected_at);
  const pause = FIRST_PAUSE_MS * 2 ** Math.max(0, corrections - 1);
  return passed >= Math.min(LONGEST_PAUSE_MS, pause);
}
