import type { Step } from '@cluster-profiles/plugin-cluster-profiles-common';
import { explainSteps } from './explainSteps';
import type { Standing } from './types';
import { aPicture } from './__testUtils__/pictures';

const done: Step = { id: 'hand-over', title: 'Hand over', state: 'done' };
const proof: Step = { id: 'proof', title: 'Prove', state: 'running' };
const layer: Step = {
  id: 'layer/ingress',
  title: 'ingress',
  state: 'running',
  message: '1 of 2 replicas',
};
const obstacles: Standing['obstacles'] = [
  { about: 'leftover', message: 'Layer old is still there', moving: true },
  { about: 'layer', message: 'talos is degraded', moving: false },
];

const told = (steps: Step[], standing: Partial<Standing>) =>
  explainSteps(steps, { obstacles: [], proven: false, ...standing }).map(
    ({ message }) => message,
  );

describe('explainSteps', () => {
  it('tells at the proof what is missing for it, what is broken first', () => {
    expect(told([done, proof], { obstacles })).toEqual([
      undefined,
      'talos is degraded',
    ]);
    expect(told([proof], { obstacles: obstacles.slice(0, 1) })).toEqual([
      'Layer old is still there',
    ]);
  });

  it('leaves to another step what it says itself', () => {
    expect(
      told([done, layer, { ...proof, state: 'pending' }], { obstacles }),
    ).toEqual([undefined, '1 of 2 replicas', undefined]);
  });

  it.each<[Partial<Standing>, string]>([
    [
      { hold: { reason: 'ForeignWrite', message: 'Somebody wrote' } },
      'Somebody wrote',
    ],
    [{ unreachable: { message: 'timed out' } }, 'No answer: timed out'],
    [{ stopped: 'maintenance' }, 'Writes are stopped: maintenance'],
    [
      { trouble: 'Quota exceeded', picture: aPicture() },
      'Quota exceeded; 1 of 2 replicas',
    ],
    // What the step said before may be the same.
    [{ trouble: 'Quota exceeded' }, 'Quota exceeded'],
  ])('tells at any step that nothing goes on: %#', (standing, message) => {
    expect(told([done, layer], { obstacles, ...standing })).toEqual([
      undefined,
      message,
    ]);
  });

  it('leaves to a layer why it could not be written', () => {
    const failing = new Map([['other', 'No source']]);
    expect(told([done, layer], { obstacles, failing })).toEqual([
      undefined,
      '1 of 2 replicas',
    ]);
  });

  it('has nothing to explain once all is proven, or before anything began', () => {
    expect(
      told([{ ...proof, state: 'done' }], { proven: true, trouble: 'x' }),
    ).toEqual([undefined]);
    expect(told([], { trouble: 'x' })).toEqual([]);
  });
});
