import type { DeleteRequest } from '@cluster-profiles/plugin-cluster-profiles-common';
import { refuse } from '../refuse';
import type { BaseFacts, Resolved } from '../types';
import { resolveFlag } from './resolveFlag';

/**
 * Ends a deletion that does not come to an end. It takes one that is under way and late, or whose provider is gone, so that nothing is
 * given up that goes by itself.
 */
export function resolveForcedDeletion(
  request: DeleteRequest,
  facts: BaseFacts,
): Resolved {
  const { stuckDeletion } = facts;
  const { desired } = facts.base;
  if (!request.reason) {
    refuse('input', {
      code: 'reason-missing',
      message: 'A deletion is forced for a reason.',
      path: '/reason',
      remedy: 'Say why.',
    });
  }
  if (!desired.deleted || desired.observeOnly || !stuckDeletion) {
    refuse('conflict', {
      code: 'deletion-not-stuck',
      message: desired.deleted
        ? `The deletion of cluster "${request.cluster}" is still within its time.`
        : `Cluster "${request.cluster}" is not being deleted.`,
      path: '/force',
      remedy: desired.deleted
        ? 'Wait until it is late.'
        : 'Delete it without force first.',
    });
  }
  const resolved = resolveFlag(request, facts);
  const lost = stuckDeletion.stuck === 'lost';
  return {
    desired: {
      ...resolved.desired,
      forcedDeletion: lost ? 'record' : 'finalizers',
    },
    findings: [
      ...resolved.findings,
      {
        severity: 'warn',
        code: lost ? 'record-closed-only' : 'left-behind',
        message: lost
          ? `The provider of cluster "${request.cluster}" does not answer: only the record here is closed. What runs goes on, and nobody looks after it.`
          : `The provider lets go of cluster "${request.cluster}" at once. What it has not removed by then stays, and nobody looks after it.`,
        remedy:
          'Look for what is left with the cloud or the data centre, and remove it there: it may cost money.',
      },
    ],
  };
}
