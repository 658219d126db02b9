import { classifyError } from './classifyError';
import type { Delivery } from './findDelivery';
import type { LoadedCluster } from './loadCluster';
import type { WritesOutcome } from './performWrites';

/** Has the engine take back what only the way to a revision needed, when it is proven for the first time. */
export async function settleRevision(
  { change, desired, revision }: LoadedCluster,
  options: { delivery: Delivery; instanceId: string; signal: AbortSignal },
): Promise<WritesOutcome> {
  const { delivery, instanceId, signal } = options;
  if (change.state === 'applied' || !delivery.engine?.settle) {
    return {};
  }
  try {
    await delivery.engine.settle({
      cluster: desired,
      marks: {
        instanceId,
        revision,
        idempotencyKey: `${desired.cluster.uid}/${revision}/settle`,
      },
      signal,
    });
    return {};
  } catch (error) {
    signal.throwIfAborted();
    const { kind, message } = classifyError(error);
    switch (kind) {
      case 'held':
        return { hold: { reason: 'ForeignWrite', message } };
      case 'unreachable':
        return { unreachable: { message } };
      case 'refused':
        return { trouble: message };
      default:
        return { error, trouble: `Trying again: ${error}` };
    }
  }
}
