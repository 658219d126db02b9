import semver from 'semver';
import {
  checkKubernetesMove,
  type Finding,
} from '@cluster-profiles/plugin-cluster-profiles-common';

/**
 * The versions that Cluster API walks through by itself, present one first; empty when it does not move. Where a class lists
 * versions, several minors are one change, with the last listed patch of each minor between.
 */
export function upgradePath(options: {
  from: string;
  to: string;
  /** `spec.kubernetesVersions` of the class; absent or empty: one minor at a time. */
  kubernetesVersions?: readonly string[];
}): { path: string[]; findings: Finding[] } {
  const from = semver.parse(options.from);
  const to = semver.parse(options.to);
  const listed = options.kubernetesVersions ?? [];
  if (!from || !to || listed.length === 0 || semver.lt(to, from)) {
    return checkKubernetesMove({ from: options.from, to: options.to });
  }
  const versions = listed
    .map(version => semver.parse(version))
    .filter(version => version !== null);
  if (!versions.some(version => semver.eq(version, to))) {
    return {
      path: semver.eq(from, to) ? [] : [from.version, to.version],
      findings: [
        {
          severity: 'block',
          code: 'kubernetes-version-not-in-class',
          message: `Kubernetes ${to.version} is not one of the versions that the class lists: ${versions.map(({ version }) => version).join(', ')}.`,
          remedy: 'Choose a listed version, or add it to the class.',
        },
      ],
    };
  }
  if (semver.eq(from, to)) {
    return { path: [], findings: [] };
  }
  const steps = lastOfEachMinor(
    versions.filter(
      version => semver.gt(version, from) && semver.lte(version, to),
    ),
    { from, to },
  );
  const path = [from, ...steps];
  const gap = steps.find(
    (step, index) =>
      step.major !== path[index].major || step.minor > path[index].minor + 1,
  );
  return {
    path: path.map(({ version }) => version),
    findings: gap
      ? [
          {
            severity: 'block',
            code: 'kubernetes-skips-minor',
            message: `Kubernetes moves one minor version at a time, and the class lists none between ${path[steps.indexOf(gap)].version} and ${gap.version}.`,
            remedy: 'List a version of each minor between in the class.',
          },
        ]
      : [],
  };
}

/** Patches of the present minor are stepped over on the way to the next. */
function lastOfEachMinor(
  candidates: readonly semver.SemVer[],
  options: { from: semver.SemVer; to: semver.SemVer },
): semver.SemVer[] {
  const { from, to } = options;
  const byMinor = new Map<string, semver.SemVer>();
  for (const version of [...candidates].sort(semver.compare)) {
    byMinor.set(`${version.major}.${version.minor}`, version);
  }
  return [...byMinor.values()].filter(
    ({ minor }) => minor !== from.minor || minor === to.minor,
  );
}
