import { aDesiredState } from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import {
  accept,
  aMisbehaviour,
  aRunningCluster,
  settle,
  START,
} from '../__testUtils__/simulate';
import { acceptDeletion } from './acceptDeletion';
import type { Misbehaviour, SimulatedCluster } from './types';
import { updateConditions } from './updateConditions';

const later = new Date(START.getTime() + 60_000);

function conditionsOf(
  state: SimulatedCluster,
  misbehaviours: Misbehaviour[] = [],
) {
  return updateConditions(state, START, misbehaviours).conditions;
}

describe('updateConditions', () => {
  it('is all true for a cluster at rest', () => {
    expect(
      conditionsOf(aRunningCluster()).map(({ type, status }) => [type, status]),
    ).toEqual([
      ['Ready', 'True'],
      ['InfrastructureReady', 'True'],
      ['ControlPlaneReady', 'True'],
      ['WorkersReady', 'True'],
      ['UpToDate', 'True'],
    ]);
  });

  it('says what it waits for', () => {
    expect(conditionsOf(settle(accept(aDesiredState())))).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          type: 'WorkersReady',
          status: 'False',
          reason: 'WaitingForNetwork',
          message:
            '0 of 2 workers are ready: container runtime network not ready',
        }),
      ]),
    );
  });

  it('says which step failed', () => {
    const failure = aMisbehaviour({ kind: 'fail-step', message: 'No quota' });
    expect(conditionsOf(accept(aDesiredState()), [failure])[0]).toMatchObject({
      type: 'Ready',
      status: 'False',
      reason: 'StepFailed',
      message: 'No quota',
    });
  });

  it('says that the cluster is being deleted', () => {
    expect(conditionsOf(acceptDeletion(aRunningCluster()))[0]).toMatchObject({
      status: 'False',
      reason: 'Deleting',
    });
  });

  it('moves the time of what changed only, and keeps the object otherwise', () => {
    const before = updateConditions(accept(aDesiredState()), START, []);
    expect(updateConditions(before, later, [])).toBe(before);
    const after = updateConditions(
      { ...before, infrastructureReady: true },
      later,
      [],
    );
    expect(
      after.conditions.map(({ type, lastTransitionTime }) => [
        type,
        lastTransitionTime,
      ]),
    ).toEqual([
      ['Ready', START.toISOString()],
      ['InfrastructureReady', later.toISOString()],
      ['ControlPlaneReady', START.toISOString()],
      ['WorkersReady', START.toISOString()],
      ['UpToDate', START.toISOString()],
    ]);
  });
});
