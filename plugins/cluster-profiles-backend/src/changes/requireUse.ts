import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  profileReadPermission,
  profileUsePermission,
  targetUsePermission,
  type ChangeRequest,
  type ProfileReference,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  profilePermissionResourceRef,
  targetPermissionResourceRef,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import type { ProfileVersionRow } from '../database/tables';
import { nameOf } from '../permissions/nameOf';
import type { PermissionGate } from '../permissions/PermissionGate';
import { refuseUnknownProfile } from '../planning/resolve/chooseVersion';
import type { ChangeContext } from './ChangeContext';

interface Options {
  gate: PermissionGate;
  credentials: BackstageCredentials;
}

/** Profiles and targets that the request brings in must be usable by the caller. */
export async function requireUse(
  context: Pick<ChangeContext, 'config' | 'knex'>,
  request: ChangeRequest,
  options: Options,
): Promise<void> {
  await requireProfiles(context, request, options);
  await requireTarget(context, request, options);
}

async function requireProfiles(
  { knex }: Pick<ChangeContext, 'knex'>,
  request: ChangeRequest,
  { gate, credentials }: Options,
): Promise<void> {
  const profiles = profilesOf(request);
  if (profiles.length === 0) {
    return;
  }
  const about = { resourceRef: profilePermissionResourceRef, credentials };
  const use = await gate.decide({
    ...about,
    permission: profileUsePermission,
    grant: `propose:${request.kind}`,
  });
  for (const { name, version, path } of profiles) {
    const versions = await knex<ProfileVersionRow>('profile_versions')
      .where({ profile: name })
      .select('version', 'owner_ref', 'type', 'lifecycle');
    // Of a version that is not there, the plan says so to whoever may know of the others.
    const row =
      versions.find(known => known.version === version) ?? versions[0];
    if (!row) {
      continue;
    }
    const { owner_ref: owner, type, lifecycle } = row;
    const resource = { name, owner, type, lifecycle };
    if (use.allows(resource)) {
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
      `${path}: you may not use profile '${name}'; ask ${nameOf(owner)}`,
    );
  }
}

async function requireTarget(
  { config }: Pick<ChangeContext, 'config'>,
  request: ChangeRequest,
  { gate, credentials }: Options,
): Promise<void> {
  const wanted =
    request.kind === 'create' ||
    request.kind === 'import' ||
    request.kind === 'retarget'
      ? request.target
      : undefined;
  const target = config.targets.find(({ name }) => name === wanted);
  if (!target) {
    return;
  }
  const decision = await gate.decide({
    permission: targetUsePermission,
    resourceRef: targetPermissionResourceRef,
    credentials,
    grant: `propose:${request.kind}`,
  });
  const { name, stage, provider } = target;
  if (!decision.allows({ name, stage, provider })) {
    throw new NotAllowedError(
      `/target: you may not use target '${name}'; ask ${nameOf(config.platformGroup)}`,
    );
  }
}

/** Profiles that a request brings in, with the pointers of their fields. */
function profilesOf(
  request: ChangeRequest,
): Array<ProfileReference & { path: string }> {
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
