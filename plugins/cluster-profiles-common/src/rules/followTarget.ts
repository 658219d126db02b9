import semver from 'semver';
import type { FollowPolicy } from '../model/desired';
import { upgradeCandidates, type VersionWithState } from './upgradeCandidates';

/**
 * The version that a following cluster should be proposed: the newest published patch of its minor for `patch`, the newest
 * published minor of its major for `minor`; undefined where there is none.
 * @public
 */
export function followTarget(
  follow: FollowPolicy,
  current: string,
  versions: readonly VersionWithState[],
): string | undefined {
  if (follow === 'pinned') {
    return undefined;
  }
  return upgradeCandidates({ current, versions }).find(
    version =>
      semver.major(version) === semver.major(current) &&
      (follow === 'minor' || semver.minor(version) === semver.minor(current)),
  );
}
