import type { DesiredLayer } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { DriftFindingRow } from '../database/tables';
import type { Hold } from '../reconciler/types';

const FIRST_PAUSE_MS = 10_000;
const LONGEST_PAUSE_MS = 10 * 60_000;

export interface Corrections {
  /** Names of the layers to be corrected now. */
  due: ReadonlySet<string>;
  /** When the pause of another one is over; ISO. */
  nextAt?: string;
  /** Why nothing is corrected. */
  hold?: Hold;
}

/**
 * Which layers are to be corrected: their drift mode says so, or somebody asked for it. The first time at once, then with growing
 * pauses, so that nobody fights for ever with whoever changes it again. Pure.
 */
export function dueCorrections(options: {
  open: readonly DriftFindingRow[];
  /** Those that can be brought back now: what is not sent must not be on the record. */
  layers: readonly DesiredLayer[];
  /** Layers whose fields are still to be found out: what is undone must be known first. */
  incomplete: ReadonlySet<string>;
  now: Date;
}): Corrections {
  const { open, layers, incomplete, now } = options;
  const due = new Set<string>();
  const later: string[] = [];
  for (const { name, driftMode } of layers) {
    const findings = open.filter(({ layer }) => layer === name);
    const isMeant =
      driftMode === 'correct' ||
      findings.some(({ wanted_at }) => wanted_at !== null);
    if (isMeant && findings.length > 0 && !incomplete.has(name)) {
      const [first] = findings.map(dueAt).sort();
      if (first <= now.toISOString()) {
        due.add(name);
      } else {
        later.push(first);
      }
    }
  }
  const [nextAt] = later.sort();
  return { due, ...(nextAt && { nextAt }) };
}

function dueAt({ corrections, corrected_at }: DriftFindingRow): string {
  if (corrected_at === null) {
    return '';
  }
  const pause = FIRST_PAUSE_MS * 2 ** Math.max(0, corrections - 1);
  return new Date(
    Date.parse(corrected_at) + Math.min(LONGEST_PAUSE_MS, pause),
  ).toISOString();
}
