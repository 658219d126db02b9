/* eslint-disable jest/no-export, jest/no-standalone-expect -- part of a suite for others to register, not a test file */
import type { ObservedCluster } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Holds } from './types';

/** For providers that hold workers back until the network is healthy. */
export function networkContract(holds: Holds): void {
  holds('has no ready worker before the network is healthy', async run => {
    const { desired } = run;
    await run.apply(desired, run.marks(1));
    let observed: ObservedCluster | undefined;
    for (let round = 0; round < 20; round++) {
      observed = await run.provider.observe({ desired });
      await run.subject.advance();
    }
    expect(observed?.apiReachable).toBe(true);
    const workers = observed!.machines.filter(
      ({ pool }) => pool !== 'controlPlane',
    );
    expect(workers.length).toBeGreaterThan(0);
    expect(workers.filter(({ ready }) => ready)).toEqual([]);
    await run.reach(desired, run.marks(1));
  });
}
