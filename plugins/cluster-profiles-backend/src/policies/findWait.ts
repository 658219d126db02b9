import type { WindowSet } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { FreezeConfig } from '../config/ClusterProfilesConfig';
import type { PolicySubject } from './evaluatePolicies';
import { isHeldByFreeze } from './heldKinds';
import { findClosedSet } from './maintenanceWindows';
import { matchesPolicy } from './matchPolicy';

/** Openings and ends that are looked at, and how far ahead, before it counts as never. */
const STEPS = 500;
const YEARS = 5 * 366 * 24 * 3_600_000;

/** What an accepted change waits for before it may be written. */
export interface Wait {
  /** In a sentence. */
  reason: string;
  /** ISO 8601; absent where that moment never comes. */
  until?: string;
}

/** Freezes that keep changes of clusters out, whenever they are. */
export function freezesOf(
  subject: PolicySubject,
  freezes: readonly FreezeConfig[],
): FreezeConfig[] {
  return freezes.filter(
    ({ allow, match }) =>
      isHeldByFreeze(subject.kind) &&
      !allow.includes(subject.kind) &&
      matchesPolicy(match, subject),
  );
}

/** What keeps a change from being written at a moment, and until when; undefined where nothing does. Pure. */
export function findWait(options: {
  windows?: readonly WindowSet[];
  /** Those that concern the change. */
  freezes: readonly FreezeConfig[];
  now: Date;
}): Wait | undefined {
  const { windows = [], freezes, now } = options;
  const obstacleAt = (at: Date) => {
    const time = at.toISOString();
    const freeze = freezes.find(({ from, to }) => from <= time && time < to);
    if (freeze) {
      return {
        end: new Date(freeze.to),
        text: (until: string) =>
          `Frozen until ${until}: ${freeze.reason} (${freeze.name})`,
      };
    }
    const closed = findClosedSet(windows, at);
    return (
      closed && {
        end: closed.opensAt,
        text: (until: string) =>
          `Waits for the window that opens at ${until} (${closed.of})`,
      }
    );
  };
  const first = obstacleAt(now);
  if (!first) {
    return undefined;
  }
  let at = first.end;
  const end = now.getTime() + YEARS;
  for (let step = 0; step < STEPS && at.getTime() < end; step++) {
    const obstacle = obstacleAt(at);
    if (!obstacle) {
      const until = at.toISOString();
      return { reason: first.text(until), until };
    }
    at = obstacle.end;
  }
  return {
    reason: `Waits for a moment that never comes: the windows of ${windows.map(({ of }) => of).join(' and ')} are never open at once`,
  };
}
