import {
  CORE_LAYER_KINDS,
  type CoreLayerKind,
  type Finding,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { layerPath, type ProfileRule } from './ProfileRule';

/** Which kinds of layers a profile of its type has: each core kind once, or none at all for an add-on profile. */
export const checkStack: ProfileRule = ({ document }) => {
  const { type, layers, nodePools } = document.spec;
  const findings: Finding[] = [];
  layers.forEach((layer, index) => {
    const { name, kind } = layer;
    const path = layerPath(index, '/kind');
    if (kind === 'addon') {
      if (type === 'infrastructure') {
        findings.push({
          severity: 'block',
          code: 'add-on-in-infrastructure-profile',
          path,
          layer: name,
          message: `Layer '${name}' is an add-on, which an infrastructure profile does not have`,
          remedy:
            'Make it a full-stack profile, or move the layer to an add-on profile',
        });
      }
    } else if (type === 'add-on') {
      findings.push({
        severity: 'block',
        code: 'core-layer-in-add-on-profile',
        path,
        layer: name,
        message: `Layer '${name}' is of the core kind ${kind}, which an add-on profile does not have`,
        remedy: 'Remove it, or make it a full-stack profile',
      });
    } else if (layers.findIndex(other => other.kind === kind) < index) {
      findings.push({
        severity: 'block',
        code: 'duplicate-core-layer',
        path,
        layer: name,
        message: `Layer '${name}' is the second of the kind ${kind}`,
        remedy: 'Keep one layer of each core kind',
      });
    }
  });
  if (type === 'add-on') {
    if (nodePools) {
      findings.push({
        severity: 'block',
        code: 'node-pools-in-add-on-profile',
        path: '/spec/nodePools',
        message: 'An add-on profile has no node pools',
        remedy: 'Remove nodePools',
      });
    }
    return findings;
  }
  for (const kind of missing(layers.map(layer => layer.kind))) {
    findings.push({
      severity: 'block',
      code: 'core-layer-missing',
      path: '/spec/layers',
      message: `The profile has no layer of the kind ${kind}, which the type ${type} needs`,
      remedy: `Add a layer of the kind ${kind}`,
    });
  }
  return findings;
};

function missing(kinds: string[]): CoreLayerKind[] {
  return CORE_LAYER_KINDS.filter(kind => !kinds.includes(kind));
}
