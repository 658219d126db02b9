import { setTimeout as sleep } from 'node:timers/promises';
import {
  asItWasRead,
  type ManagementCluster,
  type ObjectReference,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import { findOperation, isUnderWay } from '../observe/findOperation';

const ROUNDS = 20;
const PAUSE_MS = 500;

/** Has Argo CD give up what it is at. Needed before anything else can be asked of it: it would go on for as long as it retries. */
export async function endOperation(options: {
  management: Pick<ManagementCluster, 'reader' | 'writer'>;
  reference: ObjectReference;
  signal?: AbortSignal;
}): Promise<void> {
  const { management, reference, signal } = options;
  await asItWasRead(
    async () => {
      const live = await management.reader.get(reference, { signal });
      if (live && findOperation(live)?.phase === 'Running') {
        const { uid, resourceVersion } = live.metadata;
        await management.writer.merge(reference, {
          uid,
          resourceVersion,
          patch: { status: { operationState: { phase: 'Terminating' } } },
          signal,
        });
      }
    },
    { signal },
  );
}

/** Waits until no operation is under way, ten seconds at most. */
export async function awaitEnd(options: {
  management: Pick<ManagementCluster, 'reader'>;
  reference: ObjectReference;
  signal?: AbortSignal;
}): Promise<void> {
  const { management, reference, signal } = options;
  for (let round = 1; ; round++) {
    const live = await management.reader.get(reference, { signal });
    if (!live || !isUnderWay(findOperation(live)) || round === ROUNDS) {
      return;
    }
    await sleep(PAUSE_MS, undefined, { signal });
  }
}
