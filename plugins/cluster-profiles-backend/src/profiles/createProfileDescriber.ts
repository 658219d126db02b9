import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  PROFILE_CHANGE_KINDS,
  profileProposePermission,
  profileUsePermission,
  targetUsePermission,
  type Permitted,
  type ProfileSummary,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  profilePermissionResourceRef,
  targetPermissionResourceRef,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import { mayNotPropose } from '../changes/clusterObstacle';
import { policyRules } from '../changes/demandApprovals';
import type { ClusterProfilesConfig } from '../config/ClusterProfilesConfig';
import type { ProfileRow } from '../database/tables';
import { nameOf } from '../permissions/nameOf';
import type { PermissionGate } from '../permissions/PermissionGate';
import type { Actor } from '../permissions/resolveActor';
import { approvalOutlook } from './approvalOutlook';
import type { KnownProfile } from './ProfilesService';

/** Says of profiles what the caller may do with them, and what that needs: asked once, for however many. */
export async function createProfileDescriber(options: {
  knex: Knex;
  gate: PermissionGate;
  config: ClusterProfilesConfig;
  credentials: BackstageCredentials;
  actor(credentials: BackstageCredentials): Promise<Actor>;
}): Promise<(known: KnownProfile) => ProfileSummary> {
  const { knex, gate, config, credentials } = options;
  const aboutProfiles = {
    resourceRef: profilePermissionResourceRef,
    credentials,
  };
  const [use, propose, useTarget, actor, owners] = await Promise.all([
    gate.decide({
      ...aboutProfiles,
      permission: profileUsePermission,
      grant: 'read',
    }),
    gate.decideByGrant({
      ...aboutProfiles,
      permission: profileProposePermission,
    }),
    gate.decide({
      permission: targetUsePermission,
      resourceRef: targetPermissionResourceRef,
      credentials,
      grant: 'read',
    }),
    options.actor(credentials),
    knex<ProfileRow>('profiles').select('name', 'owner_ref'),
  ]);
  const ownerOf = new Map(owners.map(row => [row.name, row.owner_ref]));
  const targets = config.targets.filter(({ name, stage, provider }) =>
    useTarget.allows({ name, stage, provider }),
  );
  const groups = actor.groups.filter(ref => ref.startsWith('group:')).sort();
  const rules = policyRules(config);

  /** The owner in the record counts beside the one that the newest version names. */
  const mayPropose = (profile: KnownProfile): Permitted => {
    const owner = ownerOf.get(profile.name) ?? profile.owner;
    const allowed = PROFILE_CHANGE_KINDS.map(kind =>
      propose(`propose:${kind}`),
    ).some(
      decision =>
        decision.allows(profile) && decision.allows({ ...profile, owner }),
    );
    return allowed
      ? { allowed }
      : { allowed, reason: mayNotPropose('profile', { ...profile, owner }) };
  };

  return ({ latest, labels, ...profile }) => ({
    ...profile,
    use: mayUse(
      { ...profile, latest, labels },
      use.allows({ ...profile, labels }),
    ),
    propose: mayPropose({ ...profile, labels }),
    approvals: latest
      ? approvalOutlook({ version: latest, targets, owners: groups, rules })
      : [],
  });
}

function mayUse(profile: KnownProfile, allowed: boolean): Permitted {
  if (!allowed) {
    return {
      allowed,
      reason: `You may not use profile '${profile.name}'; ask ${nameOf(profile.owner)}`,
    };
  }
  return profile.latest
    ? { allowed }
    : {
        allowed: false,
        reason: `No version of profile '${profile.name}' is published that could be requested; ask ${nameOf(profile.owner)} for one`,
      };
}
