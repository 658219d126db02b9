import semver from 'semver';
import type { SemverClass } from '../model/plan';

/** How far apart two versions are; `other` where one of them is no semver. @public */
export function semverClass(before: string, after: string): SemverClass {
  const from = semver.parse(before);
  const to = semver.parse(after);
  if (!from || !to) {
    return 'other';
  }
  const order = semver.compare(to, from);
  if (order === 0) {
    return 'other';
  }
  if (order < 0) {
    return 'downgrade';
  }
  if (to.prerelease.length > 0) {
    return 'prerelease';
  }
  if (to.major !== from.major) {
    return 'major';
  }
  if (to.minor !== from.minor) {
    return 'minor';
  }
  return to.patch === from.patch ? 'prerelease' : 'patch';
}
