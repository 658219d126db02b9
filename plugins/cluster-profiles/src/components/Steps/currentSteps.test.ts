import type { Step } from '@cluster-profiles/plugin-cluster-profiles-common';
import { currentSteps } from './currentSteps';

function steps(...groups: Array<[Step['state'], number]>): Step[] {
  return groups.flatMap(([state, count]) =>
    Array.from({ length: count }, (_, index) => ({
      id: `${state}-${index}`,
      title: state,
      state,
    })),
  );
}

describe('currentSteps', () => {
  it('keeps a few as they are', () => {
    const few = steps(['done', 8], ['pending', 4]);
    expect(currentSteps(few)).toEqual(few);
  });

  it('keeps of many what matters now', () => {
    expect(
      currentSteps(
        steps(['done', 20], ['failed', 1], ['running', 2], ['waiting', 20]),
      ).map(({ id }) => id),
    ).toEqual([
      'done-19',
      'failed-0',
      'running-0',
      'running-1',
      'waiting-0',
      'waiting-1',
      'waiting-2',
    ]);
  });

  it('keeps what says that something stays', () => {
    const many = steps(['done', 20], ['running', 1]).map(step =>
      step.id === 'done-3' ? { ...step, leaves: 'Namespace x stays' } : step,
    );
    expect(currentSteps(many).map(({ id }) => id)).toEqual([
      'done-3',
      'done-19',
      'running-0',
    ]);
  });
});
