import type { ClusterPhase } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Clock } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { ClusterProfilesConfig } from '../config/ClusterProfilesConfig';
import type { Wait } from '../policies/findWait';

/** When to look at a cluster again. */
export function nextLook(options: {
  phase: ClusterPhase;
  /** Since when the provider has not answered. */
  unreachableSince?: string;
  /** What the change waits for before it may be written. */
  wait?: Wait;
  /** When drift that is there is to be corrected again; ISO. */
  correctsAt?: string;
  config: Pick<
    ClusterProfilesConfig['reconciler'],
    'convergingSeconds' | 'restingSeconds'
  >;
  clock: Clock;
}): Date {
  const { phase, unreachableSince, clock } = options;
  const { convergingSeconds, restingSeconds } = options.config;
  const now = clock.now().getTime();
  // Clusters that came to rest together are not looked at together.
  const jitter = 0.9 + 0.2 * clock.random();
  const rest = restingSeconds * jitter;
  const seconds = () => {
    if (options.wait) {
      const { until } = options.wait;
      return until ? Math.min(rest, (Date.parse(until) - now) / 1000) : rest;
    }
    switch (phase) {
      case 'ready':
      case 'paused':
      case 'held':
        return rest;
      case 'unknown': {
        // The longer it is silent, the longer the wait: half of the silence so far.
        const silence = (now - Date.parse(unreachableSince!)) / 1000;
        return (
          Math.min(restingSeconds, Math.max(convergingSeconds, silence / 2)) *
          jitter
        );
      }
      case 'degraded':
        return Math.min(restingSeconds, 5 * convergingSeconds) * jitter;
      default:
        return convergingSeconds;
    }
  };
  const look = now + seconds() * 1000;
  return new Date(
    options.correctsAt ? Math.min(look, Date.parse(options.correctsAt)) : look,
  );
}
