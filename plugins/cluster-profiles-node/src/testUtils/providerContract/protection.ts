/* eslint-disable jest/no-export, jest/no-standalone-expect -- part of a suite for others to register, not a test file */
import type { DesiredState } from '@cluster-profiles/plugin-cluster-profiles-common';
import { INSTANCE_ID } from './ProviderRun';
import { machineNames } from './states';
import type { Holds } from './types';

/** Late and foreign writes take no effect. */
export function protectionContract(holds: Holds): void {
  for (const [what, foreign] of [
    ['a lower revision', { revision: 1 }],
    ['a foreign installation', { instanceId: 'foreign', revision: 3 }],
  ] as const) {
    holds(`holds against ${what} and changes nothing`, async run => {
      const { desired, provider } = run;
      const before = await run.reach(desired, run.marks(2));
      const changed: DesiredState = {
        ...desired,
        nodePools: { ...desired.nodePools, workers: [] },
      };
      const late = { ...run.marks(2), ...foreign, idempotencyKey: 'late' };
      await expect(run.apply(changed, late)).rejects.toMatchObject({
        name: 'HeldError',
      });
      await expect(
        provider.delete({ desired, marks: late }),
      ).rejects.toMatchObject({ name: 'HeldError' });
      const after = await run.letTimePass();
      expect(after).toMatchObject({
        instanceId: INSTANCE_ID,
        revision: 2,
        deleting: false,
      });
      expect(machineNames(after)).toEqual(machineNames(before));
    });
  }
}
