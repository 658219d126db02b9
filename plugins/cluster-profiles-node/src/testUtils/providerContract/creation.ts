/* eslint-disable jest/no-export, jest/no-standalone-expect -- part of a suite for others to register, not a test file */
import {
  hasBlocker,
  type DesiredState,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { INSTANCE_ID } from './ProviderRun';
import { machineNames } from './states';
import type { Holds } from './types';

/** A cluster comes up once, and only once it is there does it say so. */
export function creationContract(holds: Holds): void {
  holds('finds nothing missing on its target', async run => {
    const { target } = run.subject;
    expect(hasBlocker(await run.provider.preflight({ target }))).toBe(false);
  });

  holds(
    'sees nothing before the first apply',
    async ({ provider, desired }) => {
      await expect(provider.observe({ desired })).resolves.toBeUndefined();
    },
  );

  holds('writes nothing in a preview', async run => {
    const { desired } = run;
    const preview = await run.preview(desired);
    expect(preview.objects.created.length).toBeGreaterThan(0);
    expect(preview.machinesReplaced).toEqual([]);
    expect(hasBlocker(preview.findings)).toBe(false);
    await expect(run.preview(desired)).resolves.toEqual(preview);
    await run.subject.advance();
    await expect(run.provider.observe({ desired })).resolves.toBeUndefined();
  });

  holds('reaches versions and counts, and gives marks back', async run => {
    const observed = await run.reach(run.desired, run.marks(1));
    expect(observed).toMatchObject({
      instanceId: INSTANCE_ID,
      revision: 1,
      current: true,
      apiReachable: true,
      deleting: false,
      paused: false,
    });
    expect(observed.apiServer?.url).toMatch(/^https:/);
  });

  holds('does not claim to be there before it is', async run => {
    const { desired } = run;
    await run.apply(desired, run.marks(1));
    const observed = await run.provider.observe({ desired });
    expect(run.hasReached(observed, desired)).toBe(false);
  });

  holds('replaces nothing when applied twice', async run => {
    const { desired } = run;
    await run.apply(desired, run.marks(1));
    const before = await run.reach(desired, run.marks(1));
    await run.apply(desired, run.marks(1));
    await run.apply(desired, {
      ...run.marks(1),
      idempotencyKey: 'another attempt',
    });
    const after = await run.letTimePass();
    expect(machineNames(after)).toEqual(machineNames(before));
    expect(run.hasReached(after, desired)).toBe(true);
  });

  holds('replaces nothing when only the order differs', async run => {
    const { nodePools } = run.desired;
    const pools: DesiredState = {
      ...run.desired,
      nodePools: {
        ...nodePools,
        workers: [{ name: 'batch', replicas: 1 }, ...nodePools.workers],
      },
    };
    const before = await run.reach(pools, run.marks(1));
    const reordered: DesiredState = {
      ...pools,
      layers: [...pools.layers].reverse(),
      nodePools: {
        ...pools.nodePools,
        workers: [...pools.nodePools.workers].reverse(),
      },
    };
    const preview = await run.preview(reordered, pools);
    expect(preview.machinesReplaced).toEqual([]);
    await run.reach(reordered, run.marks(2));
    const after = await run.letTimePass(reordered);
    expect(machineNames(after)).toEqual(machineNames(before));
  });
}
