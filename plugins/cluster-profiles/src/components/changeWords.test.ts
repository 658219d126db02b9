import { change } from '../__testUtils__/fixtures';
import { changeTitle, nextStep } from './changeWords';

describe('changeWords', () => {
  it('names a change', () => {
    expect(
      changeTitle({
        kind: 'set-parameters',
        subject: { kind: 'cluster', name: 'shop' },
      }),
    ).toBe('Set parameters of shop');
  });

  it('says what happens next', () => {
    expect(nextStep(change({ state: 'awaiting-approval' }))).toBe(
      'Waits for approval: 1 of platform.',
    );
    expect(
      nextStep(
        change({
          state: 'applying',
          steps: [
            { id: 'a', title: 'Control plane', state: 'done' },
            { id: 'b', title: 'Workers', state: 'running' },
          ],
        }),
      ),
    ).toBe('Step 2 of 2: Workers.');
    expect(
      nextStep(change({ state: 'failed', stateReason: 'Deadline passed.' })),
    ).toContain('Failed. Deadline passed.');
  });
});
