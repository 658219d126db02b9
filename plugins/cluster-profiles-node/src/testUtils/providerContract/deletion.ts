/* eslint-disable jest/no-export, jest/no-standalone-expect -- part of a suite for others to register, not a test file */
import type { DesiredState } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Holds } from './types';

/** A deletion leaves nothing, whenever it comes and however often. */
export function deletionContract(holds: Holds): void {
  holds('deletes until nothing is left, and again', async run => {
    const { provider } = run;
    await run.reach(run.desired, run.marks(1));
    const desired: DesiredState = { ...run.desired, deleted: true };
    const marks = run.marks(2);
    await provider.delete({ desired, marks });
    const observed = await provider.observe({ desired });
    // What is deleted at once has nothing left to say.
    expect(observed?.deleting ?? true).toBe(true);
    await provider.delete({ desired, marks });
    await run.until(seen => seen === undefined, desired);
    await provider.delete({ desired, marks });
    await expect(run.letTimePass(desired)).resolves.toBeUndefined();
  });

  holds('deletes a cluster that is only half there', async run => {
    await run.apply(run.desired, run.marks(1));
    await run.provider.observe({ desired: run.desired });
    const desired: DesiredState = { ...run.desired, deleted: true };
    await run.provider.delete({ desired, marks: run.marks(2) });
    await run.until(seen => seen === undefined, desired);
  });

  holds('deletes a cluster that was paused', async run => {
    const paused: DesiredState = { ...run.desired, paused: true };
    await run.apply(paused, run.marks(1));
    const desired: DesiredState = { ...run.desired, deleted: true };
    await run.provider.delete({ desired, marks: run.marks(2) });
    await run.until(seen => seen === undefined, desired);
  });

  holds('ends a deletion by force that does not come to an end', async run => {
    await run.reach(run.desired, run.marks(1));
    const desired: DesiredState = { ...run.desired, deleted: true };
    await run.subject.hangDeletion?.(desired);
    await run.provider.delete({ desired, marks: run.marks(2) });
    if (run.subject.hangDeletion) {
      await expect(run.letTimePass(desired)).resolves.toBeDefined();
    }
    const force = () =>
      run.provider.delete({ desired, marks: run.marks(3), force: true });
    await run.until(seen => seen === undefined, desired, { before: force });
    await force();
    await expect(run.provider.observe({ desired })).resolves.toBeUndefined();
  });

  holds('takes the deletion of what does not exist for done', async run => {
    const { desired, provider } = run;
    await provider.delete({ desired, marks: run.marks(1) });
    await expect(provider.observe({ desired })).resolves.toBeUndefined();
  });
}
