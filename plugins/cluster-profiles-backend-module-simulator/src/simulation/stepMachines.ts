import { canonicalDigest } from '@cluster-profiles/plugin-cluster-profiles-common';
import { isApiReachable, isNetworkHealthy, isUpToDate } from './clusterState';
import { planPool, type PoolStep } from './planPool';
import {
  CONTROL_PLANE,
  type SimulatedCluster,
  type SimulatedMachine,
} from './types';

/** One step of infrastructure and machines; undefined when they rest. */
export function stepMachines(
  state: SimulatedCluster,
): SimulatedCluster | undefined {
  if (!state.infrastructureReady) {
    return { ...state, infrastructureReady: true };
  }
  const settled = { ...state, machines: settle(state) };
  const next = stepPools(settled);
  return JSON.stringify(next.machines) === JSON.stringify(state.machines)
    ? undefined
    : next;
}

/** What began in the step before comes to its end. */
function settle(state: SimulatedCluster): SimulatedMachine[] {
  const networkHealthy = isNetworkHealthy(state);
  return state.machines
    .filter(({ phase }) => phase !== 'deleting')
    .map(machine =>
      machine.phase === 'provisioning' &&
      (machine.pool === CONTROL_PLANE || networkHealthy)
        ? { ...machine, phase: 'ready' }
        : machine,
    );
}

/** The control plane first; workers follow once it answers, and never run ahead of its version. */
function stepPools(state: SimulatedCluster): SimulatedCluster {
  const { spec } = state;
  let next = applyPoolStep(
    state,
    CONTROL_PLANE,
    planPool(machinesOf(state, CONTROL_PLANE), {
      replicas: spec.controlPlaneReplicas,
      template: spec.template,
      oneByOne: true,
      mayReplace: true,
    }),
  );
  const isCurrent = (machine: SimulatedMachine) => isUpToDate(state, machine);
  if (
    !isApiReachable(next) ||
    !machinesOf(next, CONTROL_PLANE).every(isCurrent)
  ) {
    return next;
  }
  let mayReplace = true;
  for (const { name, replicas } of workerPools(state)) {
    const machines = machinesOf(next, name);
    next = applyPoolStep(
      next,
      name,
      planPool(machines, {
        replicas,
        template: spec.template,
        oneByOne: false,
        mayReplace,
      }),
    );
    mayReplace &&= machines.every(isCurrent);
  }
  return next;
}

/** Pools that are desired, and those that are left of an earlier state. */
function workerPools(
  state: SimulatedCluster,
): Array<{ name: string; replicas: number }> {
  const { workers } = state.spec;
  const desired = new Set([CONTROL_PLANE, ...workers.map(({ name }) => name)]);
  const dropped = new Set(
    state.machines.map(({ pool }) => pool).filter(pool => !desired.has(pool)),
  );
  return [...workers, ...[...dropped].map(name => ({ name, replicas: 0 }))];
}

function machinesOf(state: SimulatedCluster, pool: string): SimulatedMachine[] {
  return state.machines.filter(machine => machine.pool === pool);
}

function applyPoolStep(
  state: SimulatedCluster,
  pool: string,
  step: PoolStep,
): SimulatedCluster {
  const { spec, serial } = state;
  const created = Array.from({ length: step.create }, (_, index) => ({
    name: machineName(state, pool, serial + index),
    pool,
    kubernetesVersion: spec.kubernetesVersion,
    osVersion: spec.osVersion,
    template: spec.template,
    phase: 'provisioning' as const,
  }));
  return {
    ...state,
    serial: serial + step.create,
    machines: [
      ...state.machines.map(machine =>
        step.remove.includes(machine.name)
          ? { ...machine, phase: 'deleting' as const }
          : machine,
      ),
      ...created,
    ],
  };
}

function machineName(
  { spec }: SimulatedCluster,
  pool: string,
  serial: number,
): string {
  const part = pool === CONTROL_PLANE ? 'control-plane' : pool;
  const suffix = canonicalDigest([spec.name, serial]).slice(0, 5);
  return `${spec.name}-${part}-${suffix}`;
}
