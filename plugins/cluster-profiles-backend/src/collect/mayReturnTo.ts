import type { DesiredState } from '@cluster-profiles/plugin-cluster-profiles-common';
import semver from 'semver';

/** A revision of a cluster, as far as it matters here. */
export interface StoredRevision {
  number: number;
  desired: DesiredState;
}

/**
 * Whether a cluster runs a revision, is to run it, or could be rolled back to it. It can not where the version is withdrawn, or
 * Kubernetes would go back.
 */
export function mayReturnTo(
  revision: StoredRevision,
  options: {
    /** Those that are desired and proven. */
    present: readonly StoredRevision[];
    /** `profile@version` of each version that is withdrawn. */
    withdrawn: ReadonlySet<string>;
  },
): boolean {
  const { present, withdrawn } = options;
  if (present.some(({ number }) => number === revision.number)) {
    return true;
  }
  const isWithdrawn = revision.desired.profiles.some(({ name, version }) =>
    withdrawn.has(`${name}@${version}`),
  );
  const version = kubernetesOf(revision);
  const goesBack =
    version !== null &&
    present.length > 0 &&
    present.every(other => {
      const running = kubernetesOf(other);
      return running !== null && semver.lt(version, running);
    });
  return !isWithdrawn && !goesBack;
}

/** Null where it is not known. */
function kubernetesOf({ desired }: StoredRevision): string | null {
  const layer = desired.layers.find(({ kind }) => kind === 'kubernetes');
  return semver.valid(layer?.version ?? null);
}
