import {
  layerDigest,
  type DesiredLayer,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { WriteMarks } from '@cluster-profiles/plugin-cluster-profiles-node';
import { checkMarks } from './checkMarks';
import { correctDrift } from './driftOf';
import type { Misbehaviour, SimulatedCluster, SimulatedLayer } from './types';

/** Takes one layer over; the same object is returned when it is there already, just so. */
export function acceptLayer(
  state: SimulatedCluster,
  layer: DesiredLayer,
  marks: WriteMarks,
  misbehaviours: readonly Misbehaviour[],
  now: Date,
): SimulatedCluster {
  const { instanceId, revision } = marks;
  const live = state.layers.find(({ name }) => name === layer.name);
  if (live) {
    checkMarks(`Layer ${layer.name}`, live, marks);
  }
  const digest = layerDigest(layer);
  const corrected = correctDrift(state, [layer], misbehaviours, now);
  const same = live?.digest === digest && live.phase !== 'pruning';
  if (same && live.revision === revision) {
    return corrected;
  }
  const next: SimulatedLayer = {
    name: layer.name,
    kind: layer.kind,
    version: layer.version,
    digest,
    phase: same ? live.phase : 'applied',
    ...(live?.provenVersion && { provenVersion: live.provenVersion }),
    instanceId,
    revision,
  };
  return {
    ...corrected,
    layers: [
      ...state.layers.filter(({ name }) => name !== layer.name),
      next,
    ].sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

/** Starts the removal of one layer; the same object is returned when there is nothing to remove. */
export function acceptPrune(
  state: SimulatedCluster,
  layer: string,
  marks: WriteMarks,
): SimulatedCluster {
  const live = state.layers.find(({ name }) => name === layer);
  if (!live) {
    return state;
  }
  checkMarks(`Layer ${layer}`, live, marks);
  if (live.phase === 'pruning' && live.revision === marks.revision) {
    return state;
  }
  return {
    ...state,
    layers: state.layers.map(entry =>
      entry === live
        ? { ...live, phase: 'pruning', revision: marks.revision }
        : entry,
    ),
  };
}
