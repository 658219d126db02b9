import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import type { ChangeRequest } from '@cluster-profiles/plugin-cluster-profiles-common';
import { whyTakenBack } from '../breakGlass/takenBack';
import type { PermissionGate } from '../permissions/PermissionGate';
import { requireOwnSignIn, type Actor } from '../permissions/resolveActor';
import type { ChangeContext } from './ChangeContext';
import { isForcedDeletion, locateRequest, type Located } from './locateRequest';
import type { ProposalPermissions } from './ProposalPermissions';
import { refuseHidden } from '../values/refuseHidden';
import { requireUse, requireUseOfPresent } from './requireUse';

/** Finds the subject of a request and checks that the caller may propose it. */
export async function locateForCaller(
  context: ChangeContext,
  request: ChangeRequest,
  options: {
    gate: PermissionGate;
    permissions: ProposalPermissions;
    credentials: BackstageCredentials;
    actor: Actor;
  },
): Promise<Located> {
  const { permissions, credentials, actor } = options;
  refuseHidden(request);
  await requireUse(context, request, options);
  if (request.kind === 'create' || request.kind === 'import') {
    await context.directory.requireOwner(request.owner, '/owner');
    if (!actor.groups.includes(request.owner)) {
      throw new NotAllowedError(
        `/owner: you do not belong to '${request.owner}'; name one of ${actor.groups.join(', ') || 'your groups'}`,
      );
    }
  }
  if (
    (request.kind === 'withdraw' && request.force) ||
    isForcedDeletion(request)
  ) {
    requireOwnSignIn(actor, 'force');
  }
  if (request.kind === 'access') {
    requireOwnSignIn(actor, 'get access to a cluster');
  }
  if (request.kind === 'override' && request.owner) {
    await context.directory.requireOwner(request.owner, '/owner');
  }
  if (!('cluster' in request)) {
    await permissions.requireAnyProfile(request, credentials);
  }
  await permissions.requireSight(request, credentials);
  await requireUseOfPresent(context, request, options);
  const located = await locateRequest(context, request);
  if (request.kind === 'publish') {
    await context.directory.requireOwner(located.owner, '/spec/owner');
  }
  await permissions.requirePropose(located, credentials);
  const takenBack =
    request.kind === 'access'
      ? undefined
      : await whyTakenBack(context.knex, {
          clusterUid: located.subjectUid,
          actor: actor.ref,
        });
  if (takenBack) {
    throw new NotAllowedError(takenBack);
  }
  return located;
}
