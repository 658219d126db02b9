import type { ProfileVersionSummary } from '@cluster-profiles/plugin-cluster-profiles-common';
import semver from 'semver';

/** Published versions above a version, the newest first. */
export function newerVersions(
  versions: readonly ProfileVersionSummary[],
  than: string,
): ProfileVersionSummary[] {
  return versions
    .filter(
      ({ version, state }) => state === 'published' && semver.gt(version, than),
    )
    .sort((a, b) => semver.rcompare(a.version, b.version));
}
