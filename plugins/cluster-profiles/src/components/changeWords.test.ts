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
      'Waits for 1 approval from platform.',
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
      nextStep(
        change({
          state: 'applying',
          steps: [
            { id: 'a', title: 'ingress', state: 'failed', message: 'no image' },
            { id: 'b', title: 'Workers', state: 'running' },
          ],
        }),
      ),
    ).toBe('Step 1 of 2: ingress (no image).');
    expect(
      nextStep(change({ state: 'failed', stateReason: 'Deadline passed.' })),
    ).toContain('Failed. Deadline passed.');
  });

  it('says what an accepted change waits for', () => {
    const until = '2026-03-07T21:00:00.000Z';
    expect(
      nextStep(
        change({
          state: 'accepted',
          revision: 3,
          notBefore: until,
          stateReason: `Waits for the window that opens at ${until} (target prod-eu1)`,
        }),
      ),
    ).toBe(
      `Accepted as revision 3. Waits for the window that opens at ${until} (target prod-eu1).`,
    );
  });

  it('gives the remedy of a stale change once', () => {
    expect(
      nextStep(
        change({
          state: 'stale',
          stateReason: 'The cluster moved; plan again',
        }),
      ),
    ).toBe(
      'The plan no longer holds. The cluster moved. Plan again to see what it would do now.',
    );
  });
});
