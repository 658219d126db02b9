import type {
  DesiredLayer,
  DesiredState,
  DriftMode,
  LayerDriftException,
  ProfileLayer,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Intent } from './types';

/** What becomes of drift in a layer: what the cluster says, else its profile. */
export function driftRulesOf(
  layer: ProfileLayer,
  intent: Pick<Intent, 'driftModes' | 'driftExceptions'>,
): Pick<DesiredLayer, 'driftMode' | 'driftExceptions'> {
  const { driftModes, driftExceptions = [] } = intent;
  const exceptions = [
    ...(layer.drift?.exceptions ?? []),
    ...driftExceptions
      .filter(entry => entry.layer === layer.name)
      .map(({ layer: _, ...exception }) => exception),
  ];
  return {
    driftMode: Object.hasOwn(driftModes, layer.name)
      ? driftModes[layer.name]
      : driftModeOf(layer),
    ...(exceptions.length > 0 && { driftExceptions: exceptions }),
  };
}

/** What the cluster itself says of drift in the layers that it has, in one order. */
export function ownDriftRules(
  layers: readonly ProfileLayer[],
  intent: Pick<Intent, 'driftModes' | 'driftExceptions'>,
): Pick<DesiredState, 'driftModes' | 'driftExceptions'> {
  const byName = new Map(layers.map(layer => [layer.name, layer]));
  const exceptions = (intent.driftExceptions ?? [])
    .filter(({ layer }) => byName.has(layer))
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  return {
    driftModes: Object.fromEntries(
      Object.entries(intent.driftModes).filter(([name, mode]) => {
        const layer = byName.get(name);
        return layer && mode !== driftModeOf(layer);
      }),
    ),
    ...(exceptions.length > 0 && { driftExceptions: exceptions }),
  };
}

/** Which field of which layer an exception is for; there is one for each. */
export function keyOf(
  exception: Pick<LayerDriftException, 'layer' | 'object' | 'path'>,
): string {
  const { layer, object, path } = exception;
  return `${layer} ${object} ${path}`;
}

function driftModeOf({ drift }: ProfileLayer): DriftMode {
  return drift?.mode ?? 'report';
}
