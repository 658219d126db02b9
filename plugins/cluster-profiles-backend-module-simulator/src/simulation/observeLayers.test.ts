import { aDesiredState } from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import {
  accept,
  aMisbehaviour,
  aRunningCluster,
  MARKS,
  settle,
  START,
  withLayers,
} from '../__testUtils__/simulate';
import { acceptLayer, acceptPrune } from './acceptLayer';
import { observeLayers } from './observeLayers';
import type { Misbehaviour, SimulatedCluster } from './types';

const desired = aDesiredState();
const ingress = desired.layers.find(({ name }) => name === 'ingress')!;
const next = { ...MARKS, revision: 2 };

function see(state: SimulatedCluster, misbehaviours: Misbehaviour[] = []) {
  return observeLayers(state, misbehaviours).find(
    ({ name }) => name === 'ingress',
  );
}

describe('observeLayers', () => {
  it('goes from missing over progressing to healthy', () => {
    const waiting = withLayers(accept(desired), desired);
    expect(see(waiting)).toMatchObject({
      health: 'Missing',
      drift: 'Unknown',
      message: 'Waits for the API of the cluster',
    });
    expect(see(aRunningCluster())).toMatchObject({
      health: 'Healthy',
      drift: 'InSync',
      version: ingress.version,
    });
  });

  it('waits for nodes', () => {
    const alone = settle(
      acceptLayer(settle(accept(desired)), ingress, MARKS, [], START),
    );
    expect(see(alone)).toMatchObject({
      health: 'Progressing',
      message: '0 nodes are available',
    });
  });

  it('keeps the proven version while another one starts', () => {
    const newer = { ...ingress, version: '4.14.0' };
    expect(
      see(acceptLayer(aRunningCluster(), newer, next, [], START)),
    ).toMatchObject({
      health: 'Progressing',
      version: ingress.version,
    });
  });

  it('shows that a layer is being removed', () => {
    expect(see(acceptPrune(aRunningCluster(), 'ingress', next))).toMatchObject({
      health: 'Progressing',
      message: 'Objects are being removed',
    });
  });

  it('shows a failed step with its message', () => {
    const failure = aMisbehaviour({
      kind: 'fail-step',
      layer: 'ingress',
      message: 'ImagePullBackOff',
    });
    expect(see(aRunningCluster(), [failure])).toMatchObject({
      health: 'Degraded',
      message: 'ImagePullBackOff',
    });
  });

  it('shows drift until the layer is written again', () => {
    const drift = aMisbehaviour({ kind: 'drift-layer', layer: 'ingress' });
    const running = aRunningCluster();
    expect(see(running, [drift])).toMatchObject({
      health: 'Healthy',
      drift: 'Drifted',
      differences: [{ path: '/spec/replicas', manager: 'kubectl-edit' }],
    });
    const corrected = acceptLayer(running, ingress, MARKS, [drift], START);
    expect(see(corrected, [drift])).toMatchObject({ drift: 'InSync' });
    expect(see(corrected, [{ ...drift, id: 'again' }])).toMatchObject({
      drift: 'Drifted',
    });
    expect(acceptLayer(running, ingress, MARKS, [], START)).toBe(running);
  });

  it('keeps drift that an exception lets be, when the layer is written again', () => {
    const drift = aMisbehaviour({
      kind: 'drift-layer',
      layer: 'ingress',
      message: 'alice',
    });
    const until = new Date(START.getTime() + 1000).toISOString();
    const excepted = {
      ...ingress,
      driftExceptions: [
        { object: 'Deployment', path: '/spec/replicas', reason: 'x', until },
      ],
    };
    const running = aRunningCluster();
    const written = acceptLayer(running, excepted, MARKS, [drift], START);
    expect(see(written, [drift])).toMatchObject({
      drift: 'Drifted',
      differences: [{ manager: 'alice', writtenAt: drift.createdAt }],
    });
    const later = acceptLayer(
      running,
      excepted,
      MARKS,
      [drift],
      new Date(until),
    );
    expect(see(later, [drift])).toMatchObject({ drift: 'InSync' });
  });
});
