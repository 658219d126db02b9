import type { ClusterChangeRequest } from '@cluster-profiles/plugin-cluster-profiles-common';
import { refuse } from './refuse';
import { resolveAddProfile } from './resolve/resolveAddProfile';
import { resolveAdopt } from './resolve/resolveAdopt';
import { resolveCreate } from './resolve/resolveCreate';
import { resolveFlag } from './resolve/resolveFlag';
import { resolveImport } from './resolve/resolveImport';
import { resolveLifetime } from './resolve/resolveLifetime';
import { resolveForcedDeletion } from './resolve/resolveForcedDeletion';
import {
  resolveOverride,
  resolveRemoveOverride,
} from './resolve/resolveOverride';
import { resolveRemoveProfile } from './resolve/resolveRemoveProfile';
import { resolveResize } from './resolve/resolveResize';
import { resolveRetarget } from './resolve/resolveRetarget';
import { resolveRollBack } from './resolve/resolveRollBack';
import { resolveSetParameters } from './resolve/resolveSetParameters';
import { resolveUpgrade } from './resolve/resolveUpgrade';
import type { BaseFacts, PlanningFacts, Resolved } from './types';

/**
 * The desired state that a request leads to. Pure: what is known is in the facts. What cannot be is refused with
 * `InputError`, `NotFoundError` or `ConflictError`, whose `details` are findings.
 */
export function resolveDesired(
  request: ClusterChangeRequest,
  facts: PlanningFacts,
): Resolved {
  if (request.kind === 'create') {
    return resolveCreate(request, facts);
  }
  if (request.kind === 'import') {
    return resolveImport(request, facts);
  }
  const present = withBase(request, facts);
  switch (request.kind) {
    case 'adopt':
      return resolveAdopt(request, present);
    case 'set-parameters':
      return resolveSetParameters(request, present);
    case 'resize':
      return resolveResize(request, present);
    case 'upgrade':
      return resolveUpgrade(request, present);
    case 'roll-back':
      return resolveRollBack(request, present);
    case 'add-profile':
      return resolveAddProfile(request, present);
    case 'remove-profile':
      return resolveRemoveProfile(request, present);
    case 'override':
      return resolveOverride(request, present);
    case 'remove-override':
      return resolveRemoveOverride(request, present);
    case 'retarget':
      return resolveRetarget(request, present);
    case 'extend-lifetime':
      return resolveLifetime(request, present);
    case 'delete':
      return request.force
        ? resolveForcedDeletion(request, present)
        : resolveFlag(request, present);
    default:
      return resolveFlag(request, present);
  }
}

function withBase(
  request: ClusterChangeRequest,
  facts: PlanningFacts,
): BaseFacts {
  const { base } = facts;
  if (!base) {
    refuse('not-found', {
      code: 'cluster-unknown',
      message: `There is no cluster "${request.cluster}" with an accepted revision.`,
      path: '/cluster',
      remedy: 'Wait until its creation is accepted, or check the name.',
    });
  }
  const forces = request.kind === 'delete' && request.force;
  if (base.desired.deleted && !forces) {
    refuse('conflict', {
      code: 'cluster-deleted',
      message: `Cluster "${request.cluster}" is being deleted.`,
      path: '/cluster',
      remedy: 'Create a new cluster instead.',
    });
  }
  return { ...facts, base };
}
