import semver from 'semver';
import type { ProfileVersionState } from '../model/profileVersion';

/** A version as far as upgrades are concerned. @public */
export interface VersionWithState {
  version: string;
  state: ProfileVersionState;
}

/**
 * Published versions newer than the current one, newest first; without a current one all of them. Deprecated, withdrawn and
 * prerelease versions are never offered.
 * @public
 */
export function upgradeCandidates(options: {
  current?: string;
  versions: readonly VersionWithState[];
}): string[] {
  const { current, versions } = options;
  return versions
    .filter(({ version, state }) => {
      const parsed = semver.parse(version);
      return (
        parsed !== null &&
        state === 'published' &&
        parsed.prerelease.length === 0 &&
        (current === undefined || semver.gt(parsed, current))
      );
    })
    .map(({ version }) => version)
    .sort(semver.rcompare);
}
