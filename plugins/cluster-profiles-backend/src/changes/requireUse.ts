import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  profileReadPermission,
  profileUsePermission,
  targetUsePermission,
  type ChangeKind,
  type ChangeRequest,
  type ProfileReference,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  profilePermissionResourceRef,
  targetPermissionResourceRef,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import type { ClusterRow } from '../database/tables';
import { nameOf } from '../permissions/nameOf';
import type { PermissionGate } from '../permissions/PermissionGate';
import { refuseUnknownProfile } from '../planning/resolve/chooseVersion';
import { listVersionResources } from '../profiles/operations/listProfileResources';
import type { ChangeContext } from './ChangeContext';

interface Options {
  gate: PermissionGate;
  credentials: BackstageCredentials;
}
type BroughtIn = ProfileReference & { path: string };

type Context = Pick<ChangeContext, 'config' | 'knex'>;

/** Profiles and targets that the request brings in must be usable by the caller. */
export async function requireUse(
  context: Context,
  request: ChangeRequest,
  options: Options,
): Promise<void> {
  await requireProfiles(context, profilesOf(request), request.kind, options);
  if ('target' in request) {
    await requireTarget(context, request.target, request.kind, options);
  }
}

/** What a request leaves to the cluster to name. Asked once the caller may know of the cluster. */
export async function requireUseOfPresent(
  context: Context,
  request: ChangeRequest,
  options: Options,
): Promise<void> {
  if (request.kind !== 'upgrade' && request.kind !== 'retarget') {
    return;
  }
  const cluster = await context
    .knex<ClusterRow>('clusters')
    .where({ live_name: request.cluster })
    .first('profile', 'target');
  if (!cluster) {
    return;
  }
  if (request.kind === 'retarget') {
    const { target = cluster.target } = request;
    await requireTarget(context, target, request.kind, options);
    return;
  }
  const { profile: name = cluster.profile, version } = request;
  await requireProfiles(
    context,
    [{ name, version, path: '/version' }],
    request.kind,
    options,
  );
}

async function requireProfiles(
  { knex }: Context,
  profiles: readonly BroughtIn[],
  kind: ChangeKind,
  { gate, credentials }: Options,
): Promise<void> {
  if (profiles.length === 0) {
    return;
  }
  const about = { resourceRef: profilePermissionResourceRef, credentials };
  const use = await gate.decide({
    ...about,
    permission: profileUsePermission,
    grant: `propose:${kind}`,
  });
  for (const { name, version, path } of profiles) {
    const versions = await listVersionResources(knex, rows =>
      rows.where({ name }),
    );
    // Of a version that is not there, the plan says so to whoever may know of the others.
    const resource =
      versions.find(known => known.version === version) ?? versions[0];
    if (!resource || use.allows(resource)) {
      continue;
    }
    const read = await gate.decide({
      ...about,
      permission: profileReadPermission,
      grant: 'read',
    });
    if (!read.allows(resource)) {
      refuseUnknownProfile(name, path);
    }
    throw new NotAllowedError(
      `${path}: you may not use profile '${name}'; ask ${nameOf(resource.owner)}`,
    );
  }
}

async function requireTarget(
  { config }: Context,
  wanted: string | undefined,
  kind: ChangeKind,
  { gate, credentials }: Options,
): Promise<void> {
  const target = config.targets.find(({ name }) => name === wanted);
  if (!target) {
    return;
  }
  const decision = await gate.decide({
    permission: targetUsePermission,
    resourceRef: targetPermissionResourceRef,
    credentials,
    grant: `propose:${kind}`,
  });
  const { name, stage, provider } = target;
  if (!decision.allows({ name, stage, provider })) {
    throw new NotAllowedError(
      `/target: you may not use target '${name}'; ask ${nameOf(config.platformGroup)}`,
    );
  }
}

/** Profiles that a request brings in, with the pointers of their fields. */
function profilesOf(request: ChangeRequest): BroughtIn[] {
  switch (request.kind) {
    case 'create':
      return [
        { ...request.profile, path: '/profile' },
        ...(request.addOnProfiles ?? []).map((profile, index) => ({
          ...profile,
          path: `/addOnProfiles/${index}`,
        })),
      ];
    case 'adopt':
    case 'add-profile':
      return [{ ...request.profile, path: '/profile' }];
    default:
      return [];
  }
}
