import semver from 'semver';
import type {
  Finding,
  PinnedChart,
  ProfileLayer,
} from '@cluster-profiles/plugin-cluster-profiles-common';

/** What layers ask of each other and of Kubernetes, checked on the combined stack of a cluster. */
export function checkConstraints(
  layers: ReadonlyArray<ProfileLayer & { chart?: PinnedChart }>,
  /** Of a cluster that runs one that no layer brings. */
  observedKubernetes?: string,
): Finding[] {
  const versions = new Map(layers.map(layer => [layer.name, layer.version]));
  const kubernetes =
    layers.find(layer => layer.kind === 'kubernetes')?.version ??
    observedKubernetes;
  return layers.flatMap(layer => {
    const { kubernetes: range, layers: others = {} } = layer.constraints ?? {};
    const wanted = Object.entries(others).map(([name, otherRange]) => ({
      name: `layer "${name}"`,
      version: versions.get(name),
      range: otherRange,
    }));
    // What the profile says, and what its chart says of itself.
    for (const own of new Set([range, layer.chart?.kubernetes])) {
      if (own !== undefined && kubernetes !== undefined) {
        wanted.push({ name: 'Kubernetes', version: kubernetes, range: own });
      }
    }
    return wanted
      .filter(({ version, range: r }) => !satisfies(version, r))
      .map(({ name, version, range: r }): Finding => ({
        severity: 'block',
        code: 'layer-constraint',
        message: `Layer "${layer.name}" ${layer.version} needs ${name} ${r}; the cluster would have ${version ?? 'none'}.`,
        remedy: 'Choose versions of the profiles that fit together.',
        layer: layer.name,
      }))
      .sort((a, b) => (a.message < b.message ? -1 : 1));
  });
}

/** Of versions in any form that can be compared at all. */
export function satisfies(version: string | undefined, range: string): boolean {
  if (version === undefined) {
    return false;
  }
  // Loose: versions of images such as 24.04.3 have leading zeros.
  const comparable = semver.coerce(version, {
    loose: true,
    includePrerelease: true,
  });
  return (
    version === range ||
    (comparable !== null &&
      semver.satisfies(comparable, range, { includePrerelease: true }))
  );
}
