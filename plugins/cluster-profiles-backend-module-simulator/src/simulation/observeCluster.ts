import type {
  ObservedCluster,
  ObservedLayer,
  ObservedMachine,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  dueStep,
  isApiReachable,
  isNetworkHealthy,
  isOnTheWay,
  isUpToDate,
} from './clusterState';
import { failureMessage, machineFailure } from './failures';
import { driftOf } from './driftOf';
import {
  CONTROL_PLANE,
  type Misbehaviour,
  type OwnLayer,
  type SimulatedCluster,
  type SimulatedMachine,
} from './types';

/** What a provider would tell of a cluster in this state. */
export function observeCluster(
  state: SimulatedCluster,
  marks: { instanceId: string; revision: number },
  misbehaviours: readonly Misbehaviour[],
): ObservedCluster {
  const { name, namespace } = state.spec;
  const apiReachable = isApiReachable(state);
  const due = dueStep(state);
  return {
    instanceId: marks.instanceId,
    revision: marks.revision,
    current: state.observedGeneration === state.generation,
    apiReachable,
    deleting: state.deleting,
    paused: state.paused,
    ...(due && { nextApply: `kubernetes-${due}` }),
    conditions: state.conditions,
    machines: state.machines.map(machine =>
      observeMachine(state, machine, misbehaviours),
    ),
    layers: state.spec.ownLayers.map(layer =>
      observeOwnLayer(state, layer, misbehaviours),
    ),
    leftovers: state.deleting
      ? [
          `Cluster ${namespace}/${name}`,
          ...(state.infrastructureReady ? [`Infrastructure ${name}`] : []),
          ...state.machines.map(machine => `Machine ${machine.name}`),
        ].sort()
      : [],
    ...(apiReachable && {
      apiServer: { url: `https://${name}.simulator.invalid:6443` },
    }),
  };
}

function observeMachine(
  state: SimulatedCluster,
  machine: SimulatedMachine,
  misbehaviours: readonly Misbehaviour[],
): ObservedMachine {
  const message = machineMessage(state, machine, misbehaviours);
  return {
    name: machine.name,
    pool: machine.pool,
    kubernetesVersion: machine.kubernetesVersion,
    ready: machine.phase === 'ready',
    upToDate: isUpToDate(state, machine),
    deleting: machine.phase === 'deleting',
    ...(message && { message }),
  };
}

function machineMessage(
  state: SimulatedCluster,
  { phase, pool }: SimulatedMachine,
  misbehaviours: readonly Misbehaviour[],
): string | undefined {
  if (phase !== 'provisioning') {
    return undefined;
  }
  const failure = machineFailure(misbehaviours, state.spec.ownLayers);
  if (failure) {
    return failureMessage(failure);
  }
  return pool !== CONTROL_PLANE && !isNetworkHealthy(state)
    ? 'container runtime network not ready: cni plugin not initialized'
    : 'Coming up';
}

/** Proven by machines: the control plane is complete and no machine runs anything else. */
function observeOwnLayer(
  state: SimulatedCluster,
  layer: OwnLayer,
  misbehaviours: readonly Misbehaviour[],
): ObservedLayer {
  const { machines, spec } = state;
  const outdated = machines.filter(machine => !isUpToDate(state, machine));
  const controlPlane = machines.filter(
    ({ pool, phase }) => pool === CONTROL_PLANE && phase === 'ready',
  );
  const complete =
    controlPlane.length >= spec.controlPlaneReplicas &&
    !outdated.length &&
    !isOnTheWay(state);
  const failure = machineFailure(misbehaviours, [layer]);
  const oldest = outdated[0] ?? controlPlane[0];
  const runs =
    layer.kind === 'kubernetes' ? oldest?.kubernetesVersion : oldest?.osVersion;
  const drift = driftOf(state, layer.name, misbehaviours);
  const message =
    (failure && failureMessage(failure)) ??
    (outdated.length
      ? `${outdated.length} machines still have to be replaced`
      : undefined);
  return {
    name: layer.name,
    ...(runs && { version: runs }),
    digest: layer.digest,
    health: ownLayerHealth({
      failed: failure !== undefined,
      complete,
      exists: machines.length > 0,
    }),
    ...drift,
    ...(message && { message }),
  };
}

function ownLayerHealth(options: {
  failed: boolean;
  complete: boolean;
  exists: boolean;
}): ObservedLayer['health'] {
  if (options.failed) {
    return 'Degraded';
  }
  if (options.complete) {
    return 'Healthy';
  }
  return options.exists ? 'Progressing' : 'Missing';
}
