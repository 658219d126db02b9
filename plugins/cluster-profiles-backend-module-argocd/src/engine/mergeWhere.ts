import type { JsonObject } from '@backstage/types';
import {
  asItWasRead,
  type KubernetesObject,
  type ManagementCluster,
  type ObjectReference,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';

/** The object to be merged into, and the way there. */
export interface MergeOptions {
  management: Pick<ManagementCluster, 'reader' | 'writer'>;
  reference: ObjectReference;
  signal?: AbortSignal;
}

/** Merges a patch into an object that is there and that the condition holds of, as it was read. */
export async function mergeWhere(
  condition: (live: KubernetesObject) => boolean,
  patch: JsonObject,
  { management, reference, signal }: MergeOptions,
): Promise<void> {
  await asItWasRead(
    async () => {
      const live = await management.reader.get(reference, { signal });
      if (live && condition(live)) {
        const { uid, resourceVersion } = live.metadata;
        await management.writer.merge(reference, {
          uid,
          resourceVersion,
          patch,
          signal,
        });
      }
    },
    { signal },
  );
}
