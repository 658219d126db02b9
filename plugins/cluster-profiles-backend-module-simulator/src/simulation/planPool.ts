import type { SimulatedMachine } from './types';

export interface PoolStep {
  /** Machines to make. */
  create: number;
  /** Names of machines to remove. */
  remove: string[];
}

/** Decides the next move of one pool: a new machine comes up before an old one goes. */
export function planPool(
  machines: readonly SimulatedMachine[],
  options: {
    replicas: number;
    template: string;
    /** Etcd members come and go one at a time. */
    oneByOne: boolean;
    /** False while another pool has its turn. */
    mayReplace: boolean;
  },
): PoolStep {
  const { replicas, template, oneByOne, mayReplace } = options;
  const alive = machines.filter(({ phase }) => phase !== 'deleting');
  const outdated = alive.filter(machine => machine.template !== template);
  const fresh = alive.filter(machine => machine.template === template);
  const pending = alive.filter(({ phase }) => phase === 'provisioning');

  if (alive.length < replicas) {
    const missing = replicas - alive.length;
    return {
      create: oneByOne ? Math.min(1, pending.length ? 0 : missing) : missing,
      remove: [],
    };
  }
  if (alive.length > replicas) {
    const excess = alive.length - replicas;
    return {
      create: 0,
      remove: candidates(outdated, fresh)
        .slice(0, oneByOne ? 1 : excess)
        .map(({ name }) => name),
    };
  }
  return { create: outdated.length && mayReplace ? 1 : 0, remove: [] };
}

/** Machines that may go, the most dispensable first. A ready old machine stays until its successor is ready. */
function candidates(
  outdated: SimulatedMachine[],
  fresh: SimulatedMachine[],
): SimulatedMachine[] {
  const unreadyFirst = (list: SimulatedMachine[]) => [
    ...list.filter(({ phase }) => phase !== 'ready'),
    ...list.filter(({ phase }) => phase === 'ready'),
  ];
  if (outdated.length === 0) {
    return unreadyFirst(fresh);
  }
  const waiting = fresh.some(({ phase }) => phase !== 'ready');
  return waiting
    ? outdated.filter(({ phase }) => phase !== 'ready')
    : unreadyFirst(outdated);
}
