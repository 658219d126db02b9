import type {
  DesiredState,
  Target,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Hold } from './types';

/** A target whose configuration is no longer the one that the revision was made for. */
export function findTargetChange(
  { target: snapshot }: DesiredState,
  targets: readonly Target[],
): Hold | undefined {
  const target = targets.find(({ name }) => name === snapshot.name);
  if (!target) {
    return {
      reason: 'TargetChanged',
      message: `Target ${snapshot.name} is not configured any more; configure it again or propose a retarget`,
    };
  }
  const fields = ['stage', 'endpoint', 'namespace', 'provider'] as const;
  const differing = fields.filter(field => target[field] !== snapshot[field]);
  return differing.length
    ? {
        reason: 'TargetChanged',
        message: `Target ${
          snapshot.name
        } has another ${differing.join(', ')} now; propose a retarget to take that over`,
      }
    : undefined;
}
