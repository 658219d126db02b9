import type { WorkHandler } from '../work/types';
import { reconcileCluster } from './reconcileCluster';
import type { ReconcilerOptions } from './types';
import { watchProviders } from './watchProviders';

/** The handler for work of kind `cluster`, and the watches that make clusters due. */
export function createReconciler(options: ReconcilerOptions): {
  handler: WorkHandler;
  start(): void;
  stop(): Promise<void>;
} {
  const stopping = new AbortController();
  let watches: Promise<void> | undefined;
  return {
    handler: (item, { signal }) => reconcileCluster(options, item, { signal }),
    start() {
      watches ??= watchProviders(options, stopping.signal);
    },
    async stop() {
      stopping.abort();
      await watches;
    },
  };
}
