import { nextKubernetesStep } from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  CONTROL_PLANE,
  type SimulatedCluster,
  type SimulatedMachine,
} from './types';

/** The control plane is initialised and its API answers. */
export function isApiReachable(
  state: Pick<SimulatedCluster, 'machines'>,
): boolean {
  return state.machines.some(
    machine => machine.pool === CONTROL_PLANE && machine.phase === 'ready',
  );
}

/** Every network layer is healthy; true where there is none. */
export function isNetworkHealthy(state: SimulatedCluster): boolean {
  return state.spec.networkLayers.every(name =>
    state.layers.some(
      layer => layer.name === name && layer.phase === 'healthy',
    ),
  );
}

/** There is a node that workloads can run on. */
export function hasSchedulableNode(state: SimulatedCluster): boolean {
  const withWorkers = state.spec.workers.some(({ replicas }) => replicas > 0);
  return state.machines.some(
    ({ pool, phase }) =>
      phase === 'ready' && (withWorkers ? pool !== CONTROL_PLANE : true),
  );
}

export function isUpToDate(
  state: SimulatedCluster,
  machine: SimulatedMachine,
): boolean {
  return machine.template === state.spec.template;
}

/** The pool has as many machines as it should, all of them ready and made from the present template. */
export function isPoolComplete(
  state: SimulatedCluster,
  pool: string,
  replicas: number,
): boolean {
  const machines = state.machines.filter(machine => machine.pool === pool);
  return (
    machines.length === replicas &&
    machines.every(
      machine => machine.phase === 'ready' && isUpToDate(state, machine),
    )
  );
}

/** Every pool is complete and no other pool is left. */
export function areMachinesComplete(state: SimulatedCluster): boolean {
  const { controlPlaneReplicas, workers } = state.spec;
  const expected = workers.reduce(
    (sum, { replicas }) => sum + replicas,
    controlPlaneReplicas,
  );
  return (
    state.machines.length === expected &&
    isPoolComplete(state, CONTROL_PLANE, controlPlaneReplicas) &&
    workers.every(({ name, replicas }) => isPoolComplete(state, name, replicas))
  );
}

/** All of what was written last is there. */
export function isSettled(state: SimulatedCluster): boolean {
  return (
    state.observedGeneration === state.generation && areMachinesComplete(state)
  );
}

/** The step of Kubernetes that is due, once the one before is proven. */
export function dueStep(state: SimulatedCluster): string | undefined {
  const { kubernetesPath: path, kubernetesVersion: at } = state.spec;
  if (!path || !isSettled(state)) {
    return undefined;
  }
  const next = nextKubernetesStep({ path, at, settled: true });
  return next === at ? undefined : next;
}

/** What is written is only a step on the way to the version that was asked for. */
export function isOnTheWay({ spec }: SimulatedCluster): boolean {
  const { kubernetesPath: path, kubernetesVersion } = spec;
  return path !== undefined && path.at(-1) !== kubernetesVersion;
}
