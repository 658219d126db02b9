import type {
  MaintenanceWindow,
  WindowSet,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { CronTime } from 'cron';
import { IANAZone } from 'luxon';

const MINUTE = 60_000;

/** What is wrong with a window, by field; undefined where nothing is. */
export function findWindowFault(
  window: MaintenanceWindow,
): { path: string[]; message: string } | undefined {
  if (!IANAZone.isValidZone(window.timeZone)) {
    return {
      path: ['timeZone'],
      message: `'${window.timeZone}' is no time zone, such as Europe/Berlin`,
    };
  }
  const fault = (why: string) => ({
    path: ['cron'],
    message: `'${window.cron}' ${why}; write minute, hour, day of month, month and day of week, such as "0 22 * * 6"`,
  });
  if (window.cron.trim().split(/\s+/).length !== 5) {
    return fault('does not have five fields');
  }
  try {
    nextStart(window, new Date());
  } catch {
    return fault('never comes round');
  }
  return undefined;
}

/** When a window opens for the first time after a moment. */
export function nextStart(
  { cron, timeZone }: Pick<MaintenanceWindow, 'cron' | 'timeZone'>,
  after: Date,
): Date {
  return new CronTime(cron, timeZone)
    .getNextDateFrom(after, timeZone)
    .toJSDate();
}

/** The start of the opening that lasts at a moment, or of the next one. */
function startBy(window: MaintenanceWindow, at: Date): Date {
  return nextStart(
    window,
    new Date(at.getTime() - window.durationMinutes * MINUTE),
  );
}

/** Whether it opened before or at a moment, and has not closed by then. */
export function isOpen(window: MaintenanceWindow, at: Date): boolean {
  return startBy(window, at) <= at;
}

/** Windows as answers have them, with when each opened, while it is open, and else when it opens next. */
export function withOpening<T extends { windows?: MaintenanceWindow[] }>(
  holder: T,
  now: Date,
): T {
  return holder.windows
    ? {
        ...holder,
        windows: holder.windows.map(window => ({
          ...window,
          opensAt: startBy(window, now).toISOString(),
        })),
      }
    : holder;
}

/** The first set none of whose windows is open, with the moment at which one of them opens; undefined where all are open. */
export function findClosedSet(
  sets: readonly WindowSet[],
  at: Date,
): { of: string; opensAt: Date } | undefined {
  const closed = sets.find(({ windows }) =>
    windows.every(window => !isOpen(window, at)),
  );
  return (
    closed && {
      of: closed.of,
      opensAt: new Date(
        Math.min(
          ...closed.windows.map(window => nextStart(window, at).getTime()),
        ),
      ),
    }
  );
}
