import type { ExtendLifetimeRequest } from '@cluster-profiles/plugin-cluster-profiles-common';
import { refuse } from '../refuse';
import type { BaseFacts, Resolved } from '../types';

/** Moves the last day and leaves everything else exactly as it is. Whether that day is allowed, the policies say. */
export function resolveLifetime(
  request: ExtendLifetimeRequest,
  { base }: BaseFacts,
): Resolved {
  const { endsOn: before, ...desired } = base.desired;
  if (request.endsOn === before) {
    refuse('conflict', {
      code: 'nothing-changes',
      message: before
        ? `Cluster "${desired.cluster.name}" ends on ${before} already.`
        : `Cluster "${desired.cluster.name}" does not end by itself.`,
      path: '/endsOn',
      remedy: 'Name another day, or leave it.',
    });
  }
  return {
    desired: {
      ...desired,
      ...(request.endsOn ? { endsOn: request.endsOn } : {}),
    },
    findings: [],
  };
}
