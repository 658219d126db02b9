import {
  CORE_LAYER_KINDS,
  type Finding,
  type LayerKind,
  type ProfileLayer,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { circularLayers } from './circularLayers';
import { layerPath, type ProfileRule } from './ProfileRule';

const NETWORK = CORE_LAYER_KINDS.indexOf('network');

/** `dependsOn` names other layers of the profile, never in a circle, and never one that can only start later. */
export const checkDependencies: ProfileRule = ({ document }) => {
  const { layers } = document.spec;
  const byName = new Map(layers.map(layer => [layer.name, layer]));
  const findings = layers.flatMap((layer, index) =>
    (layer.dependsOn ?? []).flatMap((name, position) => {
      const problem = check(layer, byName.get(name), name);
      return problem
        ? [{ ...problem, path: layerPath(index, `/dependsOn/${position}`) }]
        : [];
    }),
  );
  return findings.length > 0 ? findings : circle(layers);
};

function check(
  layer: ProfileLayer,
  other: ProfileLayer | undefined,
  name: string,
): Finding | undefined {
  if (!other) {
    return {
      severity: 'block',
      code: 'unknown-dependency',
      layer: layer.name,
      message: `Layer '${layer.name}' depends on '${name}', which the profile does not have`,
      remedy: 'Name a layer of this profile',
    };
  }
  if (rank(layer.kind) < rank(other.kind) && rank(layer.kind) <= NETWORK) {
    return {
      severity: 'block',
      code: 'dependency-starts-later',
      layer: layer.name,
      message: `Layer '${layer.name}' (${layer.kind}) depends on '${name}' (${other.kind}), which starts only after it`,
      remedy: 'Remove the dependency',
    };
  }
  return undefined;
}

function rank(kind: LayerKind): number {
  const core = (CORE_LAYER_KINDS as readonly LayerKind[]).indexOf(kind);
  return core < 0 ? CORE_LAYER_KINDS.length : core;
}

function circle(layers: ProfileLayer[]): Finding[] {
  return circularLayers(layers).map(message => ({
    severity: 'block',
    code: 'circular-dependency',
    path: '/spec/layers',
    message,
  }));
}
