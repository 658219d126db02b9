import {
  asItWasRead,
  memberAt,
  type KubernetesObject,
  type ManagementCluster,
  type ObjectReference,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import { findOperation, isUnderWay } from '../observe/findOperation';

const RESULTS = ['status', 'operationState', 'syncResult', 'resources'];
/** As a merge patch. */
export const NO_RESULTS = {
  status: { operationState: { syncResult: { resources: null } } },
};

/**
 * Takes away what the last operation has told of each object. Argo CD leaves it there until the next one has something to tell, and where
 * that has to wait first, such as for the hooks of the last one to be deleted, takes it for its own: it would end as if all were done.
 */
export async function forgetResults(options: {
  management: Pick<ManagementCluster, 'reader' | 'writer'>;
  reference: ObjectReference;
  signal?: AbortSignal;
}): Promise<void> {
  const { management, reference, signal } = options;
  await asItWasRead(
    async () => {
      const live = await management.reader.get(reference, { signal });
      if (live && hasResults(live) && !isUnderWay(findOperation(live))) {
        const { uid, resourceVersion } = live.metadata;
        await management.writer.merge(reference, {
          uid,
          resourceVersion,
          patch: NO_RESULTS,
          signal,
        });
      }
    },
    { signal },
  );
}

export function hasResults(live: KubernetesObject | undefined): boolean {
  return memberAt(live, RESULTS) !== undefined;
}
