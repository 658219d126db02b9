import {
  findDriftException,
  type DesiredLayer,
  type ObjectDifference,
  type ObservedLayer,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ClusterSpec, Misbehaviour, SimulatedCluster } from './types';

/** Drifts of a layer that no later write has overwritten. */
export function activeDrifts(
  state: Pick<SimulatedCluster, 'corrected'>,
  layer: string,
  misbehaviours: readonly Misbehaviour[],
): Misbehaviour[] {
  return misbehaviours.filter(
    entry =>
      entry.kind === 'drift-layer' &&
      (entry.layer === undefined || entry.layer === layer) &&
      !state.corrected[layer]?.includes(entry.id),
  );
}

/** Who makes the edits, unless a misbehaviour names somebody. */
const MANAGER = 'kubectl-edit';

/** Drift of a layer, with a difference as somebody with kubectl would make it. */
export function driftOf(
  state: Pick<SimulatedCluster, 'corrected' | 'spec'>,
  layer: string,
  misbehaviours: readonly Misbehaviour[],
): Pick<ObservedLayer, 'drift' | 'differences'> {
  const [drift] = activeDrifts(state, layer, misbehaviours);
  if (!drift) {
    return { drift: 'InSync' };
  }
  return {
    drift: 'Drifted',
    differences: [
      {
        ...editOf(state.spec, layer),
        manager: drift.message ?? MANAGER,
        writtenAt: drift.createdAt,
      },
    ],
  };
}

/** Of the provider's layers it is a pool, of all others the replicas of an object. */
function editOf(
  { name, namespace, ownLayers, workers }: ClusterSpec,
  layer: string,
): ObjectDifference {
  const [pool] = workers;
  if (pool && ownLayers.some(own => own.name === layer)) {
    return {
      object: `Cluster ${namespace}/${name}`,
      path: `/spec/topology/workers/machineDeployments/${pool.name}/replicas`,
      desired: pool.replicas,
      observed: pool.replicas + 1,
    };
  }
  return {
    object: `Deployment ${layer}/${layer}`,
    path: '/spec/replicas',
    desired: 2,
    observed: 1,
  };
}

/** Writing a layer again overwrites what drifted, but for what exceptions let be; the same object is returned when nothing did. */
export function correctDrift(
  state: SimulatedCluster,
  layers: ReadonlyArray<Pick<DesiredLayer, 'name' | 'driftExceptions'>>,
  misbehaviours: readonly Misbehaviour[],
  now: Date,
): SimulatedCluster {
  const corrected = { ...state.corrected };
  let changed = false;
  for (const { name, driftExceptions = [] } of layers) {
    const isLeft = findDriftException(
      editOf(state.spec, name),
      driftExceptions,
      now.toISOString(),
    );
    const ids = isLeft
      ? []
      : activeDrifts(state, name, misbehaviours).map(({ id }) => id);
    if (ids.length > 0) {
      corrected[name] = [...(corrected[name] ?? []), ...ids];
      changed = true;
    }
  }
  return changed ? { ...state, corrected } : state;
}
