import type { ProfileVersionSummary } from '@cluster-profiles/plugin-cluster-profiles-common';
import semver from 'semver';

/** Published versions, the newest first. */
export function newestFirst(
  versions: readonly ProfileVersionSummary[],
): ProfileVersionSummary[] {
  return versions
    .filter(({ state }) => state === 'published')
    .sort((a, b) => semver.rcompare(a.version, b.version));
}

/** Published versions above a version, the newest first. */
export function newerVersions(
  versions: readonly ProfileVersionSummary[],
  than: string,
): ProfileVersionSummary[] {
  return newestFirst(versions).filter(({ version }) =>
    semver.gt(version, than),
  );
}
