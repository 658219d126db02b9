import {
  aDesiredState,
  withLayer,
} from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import {
  accept,
  aMisbehaviour,
  aRunningCluster,
  MARKS,
  settle,
  trace,
  withLayers,
} from '../__testUtils__/simulate';
import { acceptPrune } from './acceptLayer';
import { acceptDeletion } from './acceptDeletion';
import { areMachinesComplete, isApiReachable } from './clusterState';
import { step } from './step';
import { CONTROL_PLANE, type SimulatedCluster } from './types';

const desired = aDesiredState({
  nodePools: {
    controlPlane: { replicas: 3 },
    workers: [
      { name: 'batch', replicas: 1 },
      { name: 'general', replicas: 2 },
    ],
  },
});

function ready(state: SimulatedCluster, pool: string): number {
  return state.machines.filter(
    machine => machine.pool === pool && machine.phase === 'ready',
  ).length;
}

function kubernetes(version: string) {
  return withLayer(desired, 'kubernetes', { version });
}

describe('step', () => {
  it('creates infrastructure, then control plane machines one by one', () => {
    const states = trace(accept(desired));
    const counts = states.map(state => state.machines.length);
    expect(states[1]).toMatchObject({
      observedGeneration: 1,
      infrastructureReady: false,
    });
    expect(states[2]).toMatchObject({ infrastructureReady: true });
    expect(counts.slice(0, 4)).toEqual([0, 0, 0, 1]);
    for (const [index, state] of states.slice(1).entries()) {
      const before = ready(states[index], CONTROL_PLANE);
      expect(ready(state, CONTROL_PLANE) - before).toBeLessThanOrEqual(1);
    }
    expect(ready(states.at(-1)!, CONTROL_PLANE)).toBe(3);
  });

  it('has no worker before the API answers, and none ready before the network is healthy', () => {
    const states = trace(accept(desired));
    for (const state of states) {
      const workers = state.machines.filter(
        ({ pool }) => pool !== CONTROL_PLANE,
      );
      expect(workers.length === 0 || isApiReachable(state)).toBe(true);
      expect(workers.every(({ phase }) => phase === 'provisioning')).toBe(true);
    }
    const withNetwork = settle(withLayers(states.at(-1)!, desired));
    expect(areMachinesComplete(withNetwork)).toBe(true);
    expect(withNetwork.layers.map(({ phase }) => phase)).toEqual([
      'healthy',
      'healthy',
    ]);
  });

  it('starts no add-on before a node is ready', () => {
    for (const state of trace(withLayers(accept(desired), desired))) {
      const [cilium, ingress] = state.layers;
      expect(cilium.name).toBe('cilium');
      expect(ingress.phase !== 'healthy' || cilium.phase === 'healthy').toBe(
        true,
      );
    }
  });

  it('upgrades the control plane first, then pool by pool, and never falls short', () => {
    const upgraded = accept(kubernetes('1.35.2'), aRunningCluster(desired));
    const states = trace(upgraded);
    const outdated = (state: SimulatedCluster, pool: string) =>
      state.machines.filter(
        machine =>
          machine.pool === pool && machine.template !== state.spec.template,
      ).length;
    for (const state of states) {
      expect(ready(state, CONTROL_PLANE)).toBeGreaterThanOrEqual(3);
      expect(ready(state, 'batch')).toBeGreaterThanOrEqual(1);
      expect(ready(state, 'general')).toBeGreaterThanOrEqual(2);
      const left = [CONTROL_PLANE, 'batch', 'general'].map(pool =>
        outdated(state, pool),
      );
      expect(left[0] === 0 || left[1] === 1).toBe(true);
      expect(left[1] === 0 || left[2] === 2).toBe(true);
    }
    expect(areMachinesComplete(states.at(-1)!)).toBe(true);
    expect(
      states
        .at(-1)!
        .machines.every(machine => machine.kubernetesVersion === '1.35.2'),
    ).toBe(true);
  });

  it.each([
    ['another operating system', { version: '24.04.4' }, true],
    [
      'other values of the operating system',
      { values: { hugepages: 1 } },
      true,
    ],
    ['another dependency', { dependsOn: ['kubernetes'] }, false],
    ['another profile', { profile: 'edge-small' }, false],
  ])('%s: machines are replaced or not', (_, overrides, isReplaced) => {
    const before = aRunningCluster(desired);
    const after = settle(
      accept(withLayer(desired, 'ubuntu', overrides), before),
    );
    const kept = after.machines.filter(machine =>
      before.machines.some(({ name }) => name === machine.name),
    );
    expect(kept).toHaveLength(isReplaced ? 0 : 6);
    expect(areMachinesComplete(after)).toBe(true);
  });

  it('touches no machine when an add-on changes', () => {
    const before = aRunningCluster(desired);
    const changed = withLayer(desired, 'ingress', {
      version: '4.14.0',
      values: { replicas: 3 },
    });
    const after = settle(withLayers(accept(changed, before), changed));
    expect(after.machines).toEqual(before.machines);
    expect(after.layers.find(({ name }) => name === 'ingress')).toMatchObject({
      provenVersion: '4.14.0',
    });
  });

  it('removes a pool that is no longer desired', () => {
    const fewer = {
      ...desired,
      nodePools: {
        ...desired.nodePools,
        workers: [{ name: 'general', replicas: 2 }],
      },
    };
    const after = settle(accept(fewer, aRunningCluster(desired)));
    expect(after.machines.map(({ pool }) => pool).sort()).toEqual([
      CONTROL_PLANE,
      CONTROL_PLANE,
      CONTROL_PLANE,
      'general',
      'general',
    ]);
  });

  it.each([
    ['at rest', () => aRunningCluster(desired), []],
    ['half there', () => trace(accept(desired))[6], []],
    ['that hangs', () => aRunningCluster(desired), [aMisbehaviour()]],
    [
      'with a failing step',
      () => aRunningCluster(desired),
      [aMisbehaviour({ kind: 'fail-step' as const })],
    ],
    [
      'that is paused',
      () => settle(accept({ ...desired, paused: true }, aRunningCluster())),
      [],
    ],
  ])(
    'deletes a cluster %s: workers, control plane, infrastructure',
    (_, start, misbehaviours) => {
      const states = trace(acceptDeletion(start()), misbehaviours);
      for (const state of states) {
        const workersLeft = state.machines.some(
          ({ pool }) => pool !== CONTROL_PLANE,
        );
        const controlPlaneGoes = state.machines.some(
          ({ pool, phase }) => pool === CONTROL_PLANE && phase === 'deleting',
        );
        expect(workersLeft && controlPlaneGoes).toBe(false);
        expect(state.machines.length === 0 || state.infrastructureReady).toBe(
          true,
        );
      }
      expect(states.at(-1)).toMatchObject({
        gone: true,
        machines: [],
        layers: [],
      });
    },
  );

  it.each([
    ['hang', aMisbehaviour()],
    ['fail-step', aMisbehaviour({ kind: 'fail-step' })],
    ['fail-step', aMisbehaviour({ kind: 'fail-step', layer: 'kubernetes' })],
  ])('%s stops the machines until it is cleared', (_, misbehaviour) => {
    const before = aRunningCluster(desired);
    const upgraded = accept(kubernetes('1.35.2'), before);
    const stuck = settle(upgraded, [misbehaviour]);
    expect(stuck.machines).toEqual(before.machines);
    expect(areMachinesComplete(settle(stuck))).toBe(true);
  });

  it.each([
    ['hangs', aRunningCluster(desired), [aMisbehaviour()]],
    [
      'fails in it',
      aRunningCluster(desired),
      [aMisbehaviour({ kind: 'fail-step' as const, layer: 'ingress' })],
    ],
    [
      'is paused',
      settle(accept({ ...desired, paused: true }, aRunningCluster(desired))),
      [],
    ],
    ['has no API yet', withLayers(accept(desired), desired), []],
  ])('prunes a layer of a cluster that %s', (_, state, misbehaviours) => {
    const pruned = step(acceptPrune(state, 'ingress', MARKS), misbehaviours);
    expect(pruned?.layers.map(({ name }) => name)).toEqual(['cilium']);
  });

  it('fail-step of one layer leaves the others', () => {
    const start = withLayers(settle(accept(desired)), desired);
    const stuck = settle(start, [
      aMisbehaviour({ kind: 'fail-step', layer: 'ingress' }),
    ]);
    expect(stuck.layers.map(({ name, phase }) => [name, phase])).toEqual([
      ['cilium', 'healthy'],
      ['ingress', 'applied'],
    ]);
    expect(areMachinesComplete(stuck)).toBe(true);
  });
});
