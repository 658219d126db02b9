import { setTimeout as sleep } from 'node:timers/promises';
import type {
  ManagementCluster,
  ObjectReference,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import { findOperation, isUnderWay } from '../observe/findOperation';
import { mergeWhere, type MergeOptions } from './mergeWhere';

const ROUNDS = 20;
const PAUSE_MS = 500;

/** Has Argo CD give up what it is at. Needed before anything else can be asked of it: it would go on for as long as it retries. */
export async function endOperation(options: MergeOptions): Promise<void> {
  await mergeWhere(
    live => findOperation(live)?.phase === 'Running',
    { status: { operationState: { phase: 'Terminating' } } },
    options,
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
