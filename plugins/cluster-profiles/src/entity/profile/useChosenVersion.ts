import type { ProfileSummary } from '@cluster-profiles/plugin-cluster-profiles-common';
import { useQueryState } from '../../hooks/useQueryState';

/** The version that the URL names, the newest published one otherwise. */
export function useChosenVersion(profile: ProfileSummary): string {
  const { get } = useQueryState();
  const named = profile.versions.find(
    ({ version }) => version === get('version'),
  );
  return named?.version ?? profile.latestVersion ?? profile.versions[0].version;
}
