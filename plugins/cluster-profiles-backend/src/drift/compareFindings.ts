import {
  canonicalDigest,
  type DriftOutcome,
  type ObjectDifference,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { DriftFindingRow } from '../database/tables';
import type { DriftedObject, SeenDrift } from './listDrifted';

/** What comes back within this time is the same thing: whoever fights over a field fills no list. */
export const SAME_MS = 3_600_000;

/** What a look changes in the list of findings. */
export interface FindingChanges {
  opened: DriftedObject[];
  reopened: Array<{ row: DriftFindingRow; seen: DriftedObject }>;
  changed: Array<{ row: DriftFindingRow; seen: DriftedObject }>;
  closed: Array<{ row: DriftFindingRow; outcome: DriftOutcome }>;
}

/** One finding for each object, until it changes. Pure. */
export function compareFindings(
  seen: SeenDrift,
  options: {
    open: readonly DriftFindingRow[];
    /** Those that ended within the time that makes them the same. */
    recent: readonly DriftFindingRow[];
    /** That is desired now. */
    revision: number;
  },
): FindingChanges {
  const { open, recent, revision } = options;
  const changes: FindingChanges = {
    opened: [],
    reopened: [],
    changed: [],
    closed: [],
  };
  for (const object of seen.drifted) {
    const row = open.find(entry => isSame(entry, object));
    const before = recent.find(
      entry =>
        isSame(entry, object) &&
        entry.fields === fieldsDigest(object.differences),
    );
    if (row) {
      if (row.digest !== canonicalDigest(object.differences)) {
        if (tellsMore(object, row)) {
          changes.changed.push({ row, seen: object });
        }
      }
    } else if (before) {
      changes.reopened.push({ row: before, seen: object });
    } else {
      changes.opened.push(object);
    }
  }
  for (const row of open) {
    const isSeen = seen.drifted.some(object => isSame(row, object));
    const isTold = seen.known.has(row.layer) && !seen.incomplete.has(row.layer);
    if (!isSeen && (isTold || !seen.desired.has(row.layer))) {
      changes.closed.push({ row, outcome: outcomeOf(row, { seen, revision }) });
    }
  }
  return changes;
}

/** Of the fields and who wrote them: values may flap. */
export function fieldsDigest(differences: readonly ObjectDifference[]): string {
  return canonicalDigest(
    differences.map(({ path, manager, whole }) => ({ path, manager, whole })),
  );
}

function isSame(
  row: Pick<DriftFindingRow, 'layer' | 'object'>,
  object: Pick<DriftedObject, 'layer' | 'object'>,
): boolean {
  return row.layer === object.layer && row.object === object.object;
}

/** What is known of an object is not forgotten because nobody can say it now. */
function tellsMore(object: DriftedObject, row: DriftFindingRow): boolean {
  const isUnknown = (differences: readonly ObjectDifference[]) =>
    differences.every(({ whole }) => whole === 'unknown');
  return (
    !isUnknown(object.differences) || isUnknown(JSON.parse(row.differences))
  );
}

function outcomeOf(
  row: DriftFindingRow,
  { seen, revision }: { seen: SeenDrift; revision: number },
): DriftOutcome {
  if (seen.excepted.some(object => isSame(row, object))) {
    return 'ignored';
  }
  if (row.revision !== revision || !seen.desired.has(row.layer)) {
    return 'replaced';
  }
  return row.corrected_at === null ? 'gone' : 'corrected';
}
