import type {
  ProfileSummary,
  ProfileVersionSummary,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { entityNames } from '../../components/EntityName/EntityName';
import { askSomebody } from '../askSomebody';

export interface ProfilePickerValue {
  name: string;
  version: string;
}

export function isUsable(profile: ProfileSummary): boolean {
  return profile.use.allowed && profile.latestVersion !== undefined;
}

export function titleOf({ title, name }: ProfileSummary): string {
  return title ?? name;
}

export function newestOf(
  profile: ProfileSummary,
): ProfileVersionSummary | undefined {
  return profile.versions.find(
    ({ version }) => version === profile.latestVersion,
  );
}

/** Why a profile cannot be requested, and whom to ask. */
export function refusalOf(profile: ProfileSummary): string {
  const why =
    profile.use.reason ??
    (profile.latestVersion
      ? 'You may not use it.'
      : 'No version is published.');
  return askSomebody(why, entityNames([profile.owner]));
}

/**
 * What to choose instead of a value that cannot be requested, and what to tell the requester: the newest version, or nothing.
 * Undefined while the value stands.
 */
export function replacementOf(
  value: Partial<ProfilePickerValue> | undefined,
  profiles: readonly ProfileSummary[],
): { instead?: ProfilePickerValue; note?: string } | undefined {
  if (!value?.name) {
    return undefined;
  }
  const { name, version } = value;
  const profile = profiles.find(candidate => candidate.name === name);
  if (!profile) {
    return {
      note: `${name} is not there any more, or you may not see it. Choose another profile.`,
    };
  }
  if (!isUsable(profile)) {
    return {
      note: `${titleOf(profile)} cannot be requested. ${refusalOf(profile)}`,
    };
  }
  const instead = { name, version: profile.latestVersion! };
  if (!version) {
    return { instead };
  }
  const known = profile.versions.find(other => other.version === version);
  if (known?.state === 'published') {
    return undefined;
  }
  const why = known
    ? `is ${known.state}${known.stateReason ? ` (${known.stateReason.replace(/\.$/, '')})` : ''} and cannot be requested any more`
    : 'does not exist';
  return {
    instead,
    note: `${titleOf(profile)} ${version} ${why}. The newest version, ${instead.version}, is chosen instead.`,
  };
}
