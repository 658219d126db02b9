import { setTimeout as wait } from 'node:timers/promises';
import { classReadiness } from '../classes/classReadiness';
import type { StampedClass } from '../classes/types';
import type { KubernetesObject, ManagementCluster } from '../kubernetes';

const PATIENCE_MILLISECONDS = 5_000;
const STEP_MILLISECONDS = 250;

/**
 * The class as it is on the management cluster. One that was put there a moment ago has not been looked at by the controllers:
 * they are given some seconds, so that nothing is refused for coming early.
 */
export async function readSettledClass(options: {
  reader: ManagementCluster['reader'];
  stamped: StampedClass;
  signal?: AbortSignal;
}): Promise<KubernetesObject | undefined> {
  const { reader, stamped, signal } = options;
  for (let waited = 0; ; waited += STEP_MILLISECONDS) {
    const live = await reader.get(stamped.reference, { signal });
    const settled = !live || classReadiness({ stamped, live }).length === 0;
    if (settled || waited >= PATIENCE_MILLISECONDS) {
      return live;
    }
    await wait(STEP_MILLISECONDS, undefined, { signal });
  }
}
