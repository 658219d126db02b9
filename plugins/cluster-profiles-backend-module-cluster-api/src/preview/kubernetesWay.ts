import semver from 'semver';
import type {
  DesiredState,
  Finding,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { listedVersions } from '../classes/listedVersions';
import type { ClassBundle } from '../classes/types';
import { upgradePath } from '../classes/upgradePath';
import type { KubernetesObject } from '../kubernetes';
import type { LiveCluster } from '../observe/clusterObjects';
import { withoutV } from '../observe/observeMachines';

/**
 * The Kubernetes versions that a live Cluster goes through, from the oldest that one of its machines runs; without a path where
 * there is no way. What a dry run refuses anyway is left to it.
 */
export function kubernetesWay(options: {
  live: KubernetesObject | undefined;
  desired: Pick<DesiredState, 'layers'>;
  bundle: Pick<ClassBundle, 'clusterClass'>;
}): { path?: string[]; findings: Finding[] } {
  const { live, desired, bundle } = options;
  const layer = desired.layers.find(({ kind }) => kind === 'kubernetes');
  const { spec, status } = (live ?? {}) as unknown as Partial<LiveCluster>;
  const at = spec?.topology?.version;
  if (!at || !layer) {
    return { path: [], findings: [] };
  }
  const [from = at] = [
    at,
    ...(status?.controlPlane?.versions ?? []).map(({ version }) => version),
    ...(status?.workers?.versions ?? []).map(({ version }) => version),
  ]
    .filter(version => semver.valid(version) !== null)
    .sort(semver.compare);
  const { path, findings } = upgradePath({
    from,
    to: layer.version,
    kubernetesVersions: listedVersions(bundle),
    through: layer.through,
  });
  if (findings.length === 0) {
    return { path, findings };
  }
  // What is on its way there already needs no way any more.
  return withoutV(at) === withoutV(layer.version)
    ? { path: [], findings: [] }
    : {
        findings: findings.filter(
          ({ code }) => code !== 'kubernetes-downgrade',
        ),
      };
}
