import { layerDigest } from '@cluster-profiles/plugin-cluster-profiles-common';
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
  START,
  trace,
} from '../__testUtils__/simulate';
import { acceptDeletion } from './acceptDeletion';
import { acceptDesired } from './acceptDesired';
import { clusterSpec } from './clusterSpec';
import { observeCluster } from './observeCluster';

const desired = aDesiredState();
const kubernetes = desired.layers.find(({ name }) => name === 'kubernetes')!;

describe('observeCluster', () => {
  it('proves its own layers by machines', () => {
    const upgraded = withLayer(desired, 'kubernetes', { version: '1.35.2' });
    const states = trace(accept(upgraded, aRunningCluster()));
    const seen = states.map(state => observeCluster(state, MARKS, []));
    const layers = seen.map(({ layers: own }) =>
      own.find(({ name }) => name === 'kubernetes')!,
    );
    expect(seen[0].current).toBe(false);
    expect(layers[0]).toMatchObject({
      version: '1.34.2',
      health: 'Progressing',
      digest: layerDigest({ ...kubernetes, version: '1.35.2' }),
    });
    for (const [index, layer] of layers.entries()) {
      const all = seen[index].machines.every(
        machine => machine.kubernetesVersion === '1.35.2',
      );
      expect(layer.version).toBe(all ? '1.35.2' : '1.34.2');
    }
    expect(layers.at(-1)).toMatchObject({ health: 'Healthy' });
  });

  it('is healthy in its own layers before the network is there, so that the network can start', () => {
    const waiting = observeCluster(settle(accept(desired)), MARKS, []);
    expect(waiting.apiReachable).toBe(true);
    expect(waiting.apiServer?.url).toBe(
      'https://checkout-dev.simulator.invalid:6443',
    );
    expect(waiting.layers.map(({ health }) => health)).toEqual([
      'Healthy',
      'Healthy',
    ]);
    expect(waiting.machines.find(({ ready }) => !ready)?.message).toMatch(
      /network not ready/,
    );
  });

  it('says what is left while deleting', () => {
    const leftovers = trace(acceptDeletion(aRunningCluster()))
      .filter(({ gone }) => !gone)
      .map(state => observeCluster(state, MARKS, []).leftovers.length);
    expect(leftovers).toEqual([5, 5, 3, 3, 2, 1]);
  });

  it('degrades what a failing step stops', () => {
    const failure = aMisbehaviour({ kind: 'fail-step', message: 'No quota' });
    const stuck = trace(accept(desired))[3];
    const seen = observeCluster(stuck, MARKS, [failure]);
    expect(seen.layers).toMatchObject([
      { health: 'Degraded', message: 'No quota' },
      { health: 'Degraded', message: 'No quota' },
    ]);
    expect(seen.machines).toMatchObject([{ message: 'No quota' }]);
  });

  it('shows drift of its own layers until they are written again', () => {
    const drift = aMisbehaviour({ kind: 'drift-layer', layer: 'ubuntu' });
    const running = aRunningCluster();
    const drifts = (state: typeof running) =>
      observeCluster(state, MARKS, [drift]).layers.map(layer => [
        layer.name,
        layer.drift,
      ]);
    expect(drifts(running)).toEqual([
      ['kubernetes', 'InSync'],
      ['ubuntu', 'Drifted'],
    ]);
    expect(
      drifts(acceptDesired(running, clusterSpec(desired), START, [drift])),
    ).toEqual([
      ['kubernetes', 'InSync'],
      ['ubuntu', 'InSync'],
    ]);
  });
});
