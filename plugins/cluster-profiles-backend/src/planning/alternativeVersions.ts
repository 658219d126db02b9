import semver from 'semver';
import {
  upgradeCandidates,
  type DesiredState,
  type ProfileVersion,
} from '@cluster-profiles/plugin-cluster-profiles-common';

const MAX_NAMED = 5;

/** Names the published versions of a profile that a cluster could take without a Kubernetes downgrade. */
export function alternativeVersions(options: {
  profile: string;
  versions: readonly ProfileVersion[];
  /** Where the cluster stands. */
  desired: DesiredState;
}): string {
  const { profile, desired } = options;
  const kubernetes = desired.layers.find(({ kind }) => kind === 'kubernetes');
  const fitting = options.versions.filter(
    version =>
      version.profile === profile &&
      (!kubernetes ||
        !version.kubernetesVersion ||
        semver.gte(version.kubernetesVersion, kubernetes.version)),
  );
  const names = upgradeCandidates({ versions: fitting }).slice(0, MAX_NAMED);
  const limit = kubernetes
    ? ` with Kubernetes ${kubernetes.version} or newer`
    : '';
  return names.length > 0
    ? `Published versions of ${profile}${limit}: ${names.join(', ')}.`
    : `There is no published version of ${profile}${limit}; publish one first.`;
}
