/* eslint-disable jest/no-export, jest/no-standalone-expect -- part of a suite for others to register, not a test file */
import { hasBlocker } from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  kubernetesAt,
  kubernetesThrough,
  machineNames,
  machinesGone,
  resized,
} from './states';
import type { Holds } from './types';

/** A running cluster follows what is desired, and what may not be is refused. */
export function changeContract(
  holds: Holds,
  kubernetes: { current: string; next: string; afterNext: string },
): void {
  holds('adds and removes machines when resized', async run => {
    const { desired } = run;
    const before = await run.reach(desired, run.marks(1));
    const preview = await run.preview(resized(desired, 1), desired);
    expect(preview.machinesReplaced).toEqual([]);
    const larger = await run.reach(resized(desired, 1), run.marks(2));
    expect(machineNames(larger)).toEqual(
      expect.arrayContaining(machineNames(before)),
    );
    await run.reach(resized(desired, -1), run.marks(3));
  });

  holds('upgrades, and its preview names every machine', async run => {
    const { desired } = run;
    const before = await run.reach(desired, run.marks(1));
    const upgraded = kubernetesAt(desired, kubernetes.next);
    const preview = await run.preview(upgraded, desired);
    expect(hasBlocker(preview.findings)).toBe(false);
    expect(preview.objects.changed.length).toBeGreaterThan(0);
    const after = await run.reach(upgraded, run.marks(2));
    for (const [pool, count] of machinesGone(before, after)) {
      const announced = preview.machinesReplaced
        .filter(entry => entry.pool === pool)
        .reduce((sum, entry) => sum + entry.count, 0);
      expect(announced).toBeGreaterThanOrEqual(count);
    }
  });

  holds('goes over several minors, one after another', async run => {
    const { current, next, afterNext } = kubernetes;
    const path = [current, next, afterNext];
    await run.reach(run.desired, run.marks(1));
    const named = kubernetesThrough(run.desired, afterNext, [next]);
    const preview = await run.preview(named, run.desired);
    expect(hasBlocker(preview.findings)).toBe(false);
    expect(preview.kubernetesPath).toEqual(path);
    const seen = new Set<string>();
    await run.reach(
      { ...named, kubernetesPath: path },
      run.marks(2),
      observed => {
        for (const { kubernetesVersion } of observed?.machines ?? []) {
          seen.add(kubernetesVersion);
        }
      },
    );
    expect([...seen].sort()).toEqual([...path].sort());
  });

  for (const [what, from, to] of [
    ['a downgrade', kubernetes.next, kubernetes.current],
    ['a skipped minor', kubernetes.current, kubernetes.afterNext],
  ]) {
    holds(`refuses ${what} of Kubernetes and changes nothing`, async run => {
      const running = kubernetesAt(run.desired, from);
      const before = await run.reach(running, run.marks(1));
      const refused = kubernetesAt(run.desired, to);
      const preview = await run.preview(refused, running);
      expect(hasBlocker(preview.findings)).toBe(true);
      await expect(run.apply(refused, run.marks(2))).rejects.toMatchObject({
        name: 'ProviderRefusedError',
        message: expect.stringContaining(to),
      });
      const after = await run.letTimePass(running);
      expect(after?.revision).toBe(1);
      expect(machineNames(after)).toEqual(machineNames(before));
      expect(run.hasReached(after, running)).toBe(true);
    });
  }

  holds('takes up a pause, in which nothing progresses', async run => {
    const before = await run.reach(run.desired, run.marks(1));
    const paused = { ...resized(run.desired, 1), paused: true };
    await run.apply(paused, run.marks(2));
    await run.until(seen => Boolean(seen?.paused && seen.current), paused);
    expect(machineNames(await run.letTimePass(paused))).toEqual(
      machineNames(before),
    );
    await run.reach({ ...paused, paused: false }, run.marks(3));
  });
}
