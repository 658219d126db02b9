import {
  jsonPointer,
  type Finding,
  type ProfileLayer,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import semver from 'semver';
import { layerPath, type ProfileRule } from './ProfileRule';

/** The ranges that layers state, for Kubernetes and for other layers, hold within the profile. */
export const checkConstraints: ProfileRule = ({ document }) => {
  const { layers } = document.spec;
  const kubernetes = layers.find(layer => layer.kind === 'kubernetes');
  return layers.flatMap((layer, index) => {
    const findings: Finding[] = [];
    const { constraints } = layer;
    if (constraints?.kubernetes !== undefined) {
      const { kubernetes: range } = constraints;
      const path = layerPath(index, '/constraints/kubernetes');
      const ofItself = check(layer, range, kubernetes, path);
      // It runs on each step of the way, too.
      const steps = (kubernetes?.through ?? []).flatMap(version =>
        check(layer, range, { ...kubernetes!, version }, path),
      );
      findings.push(...(ofItself.length > 0 ? ofItself : steps));
    }
    for (const [name, range] of Object.entries(constraints?.layers ?? {})) {
      const path = jsonPointer(layerPath(index, '/constraints/layers'), name);
      const other = layers.find(candidate => candidate.name === name);
      findings.push(
        ...(other
          ? check(layer, range, other, path)
          : [unknownLayer(layer, name, path)]),
      );
    }
    return findings;
  });
};

/** Without the other layer only the range itself can be checked: an add-on profile meets its Kubernetes on the cluster. */
function check(
  layer: ProfileLayer,
  range: string,
  other: ProfileLayer | undefined,
  path: string,
): Finding[] {
  if (semver.validRange(range) === null) {
    return [
      {
        severity: 'block',
        code: 'bad-constraint',
        path,
        layer: layer.name,
        message: `The constraint '${range}' of layer '${layer.name}' is no semver range`,
        remedy: 'Use a range such as ">=1.31 <1.37"',
      },
    ];
  }
  if (
    other &&
    !semver.satisfies(other.version, range, {
      loose: true,
      includePrerelease: true,
    })
  ) {
    return [
      {
        severity: 'block',
        code: 'constraint-not-met',
        path,
        layer: layer.name,
        message: `Layer '${layer.name}' needs '${other.name}' ${range}, but the profile has ${other.version}`,
        remedy: 'Choose versions that fit together',
      },
    ];
  }
  return [];
}

function unknownLayer(
  layer: ProfileLayer,
  name: string,
  path: string,
): Finding {
  return {
    severity: 'block',
    code: 'unknown-constraint-layer',
    path,
    layer: layer.name,
    message: `Layer '${layer.name}' has a constraint on '${name}', which the profile does not have`,
    remedy: 'Name a layer of this profile',
  };
}
