import type {
  Finding,
  LimitStanding,
} from '@cluster-profiles/plugin-cluster-profiles-common';

/** What goes beyond a limit. Who is beyond it already may stay and shrink, but not grow. Pure. */
export function limitFindings(limits: readonly LimitStanding[]): Finding[] {
  return limits
    .filter(({ used, after, allowed }) => after > allowed && after > used)
    .map(({ of, what, used, after, allowed }) => ({
      severity: 'block',
      code: `limit-${what}`,
      message: `${of} may have at most ${allowed} ${allowed === 1 ? what.slice(0, -1) : what}: it has ${used}, and this would make it ${after}.`,
      remedy:
        what === 'clusters'
          ? 'Delete a cluster that is not needed, or choose another target.'
          : 'Ask for fewer nodes, or make another cluster smaller first.',
    }));
}
