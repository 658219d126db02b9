import {
  CONTROL_PLANE,
  type SimulatedCluster,
  type SimulatedMachine,
} from './types';

/** One step of a deletion: workers, then the control plane, then the infrastructure. */
export function stepDeletion(state: SimulatedCluster): SimulatedCluster {
  const next = { ...state, observedGeneration: state.generation };
  const isWorker = ({ pool }: SimulatedMachine) => pool !== CONTROL_PLANE;
  const group = state.machines.some(isWorker)
    ? isWorker
    : (machine: SimulatedMachine) => !isWorker(machine);
  const machines = state.machines.filter(group);
  if (machines.some(({ phase }) => phase !== 'deleting')) {
    return {
      ...next,
      machines: state.machines.map(machine =>
        group(machine) ? { ...machine, phase: 'deleting' } : machine,
      ),
    };
  }
  if (machines.length > 0) {
    return {
      ...next,
      machines: state.machines.filter(machine => !group(machine)),
    };
  }
  return state.infrastructureReady
    ? { ...next, infrastructureReady: false, layers: [] }
    : { ...next, layers: [], gone: true };
}
