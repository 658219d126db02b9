import type {
  DesiredLayer,
  Step,
} from '@cluster-profiles/plugin-cluster-profiles-common';

const DEFAULT_DEADLINE_MINUTES = 15;

/**
 * Layers whose step (`layer/…` or `prune/…`) has been going on for longer than the layer may take. Time before the change
 * itself was started, or retried, does not count.
 */
export function findOverdue(
  steps: readonly Step[],
  options: {
    prefix: 'layer/' | 'prune/';
    layers: readonly DesiredLayer[];
    /** When the change was started. */
    since: string | null;
    now: Date;
  },
): string[] {
  const { prefix, layers, since, now } = options;
  return steps
    .filter(({ id, state }) => id.startsWith(prefix) && state !== 'done')
    .flatMap(({ id, startedAt }) => {
      const name = id.slice(prefix.length);
      const minutes =
        layers.find(layer => layer.name === name)?.deadlineMinutes ??
        DEFAULT_DEADLINE_MINUTES;
      const start = startedAt && since && since > startedAt ? since : startedAt;
      const late =
        start && now.getTime() - Date.parse(start) > minutes * 60_000;
      return late ? [name] : [];
    });
}

/** How long a silent engine may hold a deletion up: as long as the slowest of its layers. */
export function longestDeadlineMinutes(
  layers: readonly DesiredLayer[],
): number {
  return layers.length
    ? Math.max(...layers.map(({ deadlineMinutes }) => deadlineMinutes))
    : DEFAULT_DEADLINE_MINUTES;
}
