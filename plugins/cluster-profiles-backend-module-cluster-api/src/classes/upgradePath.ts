import semver from 'semver';
import {
  checkKubernetesMove,
  type Finding,
} from '@cluster-profiles/plugin-cluster-profiles-common';

/**
 * The versions that a cluster goes through, present one first; empty when it does not move. Several minors are one change where
 * the class lists versions, and Cluster API walks them by itself, or where the profile names those between.
 */
export function upgradePath(options: {
  from: string;
  to: string;
  /** `spec.kubernetesVersions` of the class: nothing else counts where it lists any. */
  kubernetesVersions?: readonly string[];
  /** Versions that the profile names. */
  through?: readonly string[];
}): { path: string[]; findings: Finding[] } {
  const { from, to, kubernetesVersions: listed = [] } = options;
  if (listed.length === 0) {
    return checkKubernetesMove(options);
  }
  const wanted = semver.parse(to);
  const move = checkKubernetesMove({ from, to, through: listed });
  if (
    !wanted ||
    move.findings.some(({ code }) => code === 'kubernetes-downgrade') ||
    listed.some(version => semver.parse(version)?.compare(wanted) === 0)
  ) {
    return move;
  }
  return {
    path: move.path,
    findings: [
      {
        severity: 'block',
        code: 'kubernetes-version-not-in-class',
        message: `Kubernetes ${wanted.version} is not one of the versions that the class lists: ${listed.join(', ')}.`,
        remedy: 'Choose a listed version, or add it to the class.',
      },
    ],
  };
}
