import type { DesiredState } from '@cluster-profiles/plugin-cluster-profiles-common';
import { aDesiredState } from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import { acceptDesired } from '../simulation/acceptDesired';
import { acceptLayer } from '../simulation/acceptLayer';
import { clusterSpec } from '../simulation/clusterSpec';
import { step } from '../simulation/step';
import type { Misbehaviour, SimulatedCluster } from '../simulation/types';

export const START = new Date('2026-01-01T00:00:00.000Z');
export const MARKS = {
  instanceId: 'test',
  revision: 1,
  idempotencyKey: 'test-1',
};

/** Takes a desired state over, with the marks of these tests. */
export function accept(
  desired: DesiredState,
  live?: SimulatedCluster,
): SimulatedCluster {
  return acceptDesired(live, clusterSpec(desired, live), START, []);
}

/** Every state that a cluster goes through until it rests. */
export function trace(
  start: SimulatedCluster,
  misbehaviours: Misbehaviour[] = [],
): SimulatedCluster[] {
  const states = [start];
  for (let count = 0; count < 500; count++) {
    const last = states[states.length - 1];
    const next = last.gone ? undefined : step(last, misbehaviours);
    if (!next) {
      return states;
    }
    states.push(next);
  }
  throw new Error('Never rests');
}

export function settle(
  start: SimulatedCluster,
  misbehaviours: Misbehaviour[] = [],
): SimulatedCluster {
  return trace(start, misbehaviours).at(-1)!;
}

/** A cluster at rest, with all its layers. */
export function aRunningCluster(
  desired: DesiredState = aDesiredState(),
): SimulatedCluster {
  return settle(withLayers(settle(accept(desired)), desired));
}

export function withLayers(
  state: SimulatedCluster,
  desired: DesiredState,
): SimulatedCluster {
  return desired.layers
    .filter(({ kind }) => kind !== 'os' && kind !== 'kubernetes')
    .reduce((next, layer) => acceptLayer(next, layer, MARKS, [], START), state);
}

export function aMisbehaviour(
  overrides: Partial<Misbehaviour> = {},
): Misbehaviour {
  return {
    id: 'misbehaviour-1',
    kind: 'hang',
    createdAt: START.toISOString(),
    ...overrides,
  };
}
