import type {
  DeleteRequest,
  DesiredState,
  Finding,
  PauseRequest,
  ProtectRequest,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { refuse } from '../refuse';
import type { BaseFacts, Resolved } from '../types';

/** Pause, resume, protect and delete leave everything else exactly as it is. */
export function resolveFlag(
  request: PauseRequest | ProtectRequest | DeleteRequest,
  { base: { desired } }: BaseFacts,
): Resolved {
  switch (request.kind) {
    case 'pause':
      return set(desired, 'paused', true, 'paused');
    case 'resume':
      return set(desired, 'paused', false, 'not paused');
    case 'protect':
      return set(
        desired,
        'protected',
        request.protected,
        request.protected ? 'protected' : 'not protected',
      );
    default:
      return {
        // A deletion is carried out although the cluster was paused.
        desired: { ...desired, paused: false, deleted: true },
        findings: [...whyProtected(desired), ...whatStays(desired)],
      };
  }
}

function whyProtected({
  cluster,
  protected: isProtected,
}: DesiredState): Finding[] {
  return isProtected
    ? [
        {
          severity: 'block',
          code: 'cluster-protected',
          message: `Cluster "${cluster.name}" is protected from deletion.`,
          remedy: 'Lift the protection first, with a change of its own.',
        },
      ]
    : [];
}

function whatStays({ cluster, observeOnly }: DesiredState): Finding[] {
  return observeOnly
    ? [
        {
          severity: 'ok',
          code: 'cluster-only-forgotten',
          message: `Cluster "${cluster.name}" was imported: it is only forgotten here and runs on, without the add-on layers that were put on it.`,
        },
      ]
    : [];
}

function set(
  desired: DesiredState,
  flag: 'paused' | 'protected',
  value: boolean,
  state: string,
): Resolved {
  if (desired[flag] === value) {
    refuse('conflict', {
      code: 'nothing-changes',
      message: `Cluster "${desired.cluster.name}" is ${state} already.`,
      remedy: 'There is nothing to do.',
    });
  }
  return { desired: { ...desired, [flag]: value }, findings: [] };
}
