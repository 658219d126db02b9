import type { Condition } from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  areMachinesComplete,
  isApiReachable,
  isNetworkHealthy,
  isPoolComplete,
  isUpToDate,
} from './clusterState';
import { failureMessage, machineFailure } from './failures';
import {
  CONTROL_PLANE,
  type Misbehaviour,
  type SimulatedCluster,
} from './types';

type Finding = Pick<Condition, 'type' | 'reason' | 'message'> & {
  good: boolean;
};

/** Derives the conditions anew; what did not change keeps its time, and an unchanged state is returned as it is. */
export function updateConditions(
  state: SimulatedCluster,
  now: Date,
  misbehaviours: readonly Misbehaviour[],
): SimulatedCluster {
  const conditions = describe(state, misbehaviours).map(
    ({ good, ...found }): Condition => {
      const status = good ? 'True' : 'False';
      const before = state.conditions.find(({ type }) => type === found.type);
      return {
        ...found,
        status,
        lastTransitionTime:
          before?.status === status
            ? before.lastTransitionTime
            : now.toISOString(),
      };
    },
  );
  return JSON.stringify(conditions) === JSON.stringify(state.conditions)
    ? state
    : { ...state, conditions };
}

function describe(
  state: SimulatedCluster,
  misbehaviours: readonly Misbehaviour[],
): Finding[] {
  const failure = machineFailure(misbehaviours, state.spec.ownLayers);
  const parts = [
    infrastructure(state),
    controlPlane(state),
    workers(state),
    upToDate(state),
  ].map(part =>
    failure && !part.good && !state.deleting
      ? { ...part, reason: 'StepFailed', message: failureMessage(failure) }
      : part,
  );
  const bad = parts.find(({ good }) => !good);
  const ready: Finding =
    failure && !state.deleting
      ? {
          type: 'Ready',
          good: false,
          reason: 'StepFailed',
          message: failureMessage(failure),
        }
      : {
          type: 'Ready',
          good: !bad,
          reason: bad?.reason ?? 'Ready',
          message: bad?.message ?? '',
        };
  return [ready, ...parts];
}

function infrastructure({
  infrastructureReady,
  deleting,
}: SimulatedCluster): Finding {
  return {
    type: 'InfrastructureReady',
    good: infrastructureReady,
    reason: reason(infrastructureReady, deleting, 'Provisioning'),
    message: infrastructureReady ? '' : 'Networks and load balancer',
  };
}

function controlPlane(state: SimulatedCluster): Finding {
  const { controlPlaneReplicas } = state.spec;
  const ready = countReady(state, pool => pool === CONTROL_PLANE);
  const good =
    isApiReachable(state) && ready >= controlPlaneReplicas && !state.deleting;
  return {
    type: 'ControlPlaneReady',
    good,
    reason: reason(good, state.deleting, 'ScalingUp'),
    message: good
      ? ''
      : `${ready} of ${controlPlaneReplicas} control plane machines are ready`,
  };
}

function workers(state: SimulatedCluster): Finding {
  const wanted = state.spec.workers.reduce(
    (sum, { replicas }) => sum + replicas,
    0,
  );
  const ready = countReady(state, pool => pool !== CONTROL_PLANE);
  const good = ready >= wanted && !state.deleting;
  const waiting = !isNetworkHealthy(state) && isApiReachable(state);
  return {
    type: 'WorkersReady',
    good,
    reason: reason(
      good,
      state.deleting,
      waiting ? 'WaitingForNetwork' : 'ScalingUp',
    ),
    message: good
      ? ''
      : `${ready} of ${wanted} workers are ready${
          waiting ? ': container runtime network not ready' : ''
        }`,
  };
}

function upToDate(state: SimulatedCluster): Finding {
  const good = areMachinesComplete(state);
  const outdated = state.machines.filter(
    machine => !isUpToDate(state, machine),
  ).length;
  const next = state.spec.workers.find(
    ({ name, replicas }) => !isPoolComplete(state, name, replicas),
  );
  return {
    type: 'UpToDate',
    good,
    reason: reason(good, state.deleting, outdated ? 'RollingOut' : 'Scaling'),
    message: upToDateMessage({ good, outdated, pool: next?.name }),
  };
}

function upToDateMessage(options: {
  good: boolean;
  outdated: number;
  pool?: string;
}): string {
  if (options.good) {
    return '';
  }
  return options.outdated
    ? `${options.outdated} machines still have to be replaced`
    : `Pool ${options.pool ?? CONTROL_PLANE} is not complete`;
}

function reason(good: boolean, deleting: boolean, otherwise: string): string {
  if (deleting) {
    return 'Deleting';
  }
  return good ? 'Ready' : otherwise;
}

function countReady(
  state: SimulatedCluster,
  inPool: (pool: string) => boolean,
): number {
  return state.machines.filter(
    ({ pool, phase }) => inPool(pool) && phase === 'ready',
  ).length;
}
