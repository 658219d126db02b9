import {
  asItWasRead,
  type ManagementCluster,
  type ObjectReference,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import type { WriteMarks } from '@cluster-profiles/plugin-cluster-profiles-node';
import { checkOwn } from '../application/checkOwn';
import { CASCADE_FINALIZER } from '../application/composeApplication';
import { dropOperation } from './dropOperation';

/**
 * Deletes the Application; Argo CD then removes what it had brought. Waits for nothing: the cluster may be gone. Abandoned, the
 * Application goes at once, whatever of it is still on a cluster.
 */
export async function pruneLayer(options: {
  management: Pick<ManagementCluster, 'reader' | 'writer'>;
  reference: ObjectReference;
  marks: WriteMarks;
  abandon?: boolean;
  signal?: AbortSignal;
}): Promise<void> {
  const { management, reference, marks, abandon, signal } = options;
  const { reader, writer } = management;
  await asItWasRead(
    async () => {
      const live = await reader.get(reference, { signal });
      if (!live) {
        return;
      }
      checkOwn(live, marks);
      const { uid, resourceVersion, deletionTimestamp, finalizers } =
        live.metadata;
      if (abandon) {
        await writer.keepFinalizers(reference, {
          uid,
          resourceVersion,
          finalizers: [],
          signal,
        });
        await writer.delete(reference, { uid, signal });
        return;
      }
      if (deletionTimestamp) {
        return;
      }
      if (!finalizers?.includes(CASCADE_FINALIZER)) {
        await writer.keepFinalizers(reference, {
          uid,
          resourceVersion,
          finalizers: [...(finalizers ?? []), CASCADE_FINALIZER],
          signal,
        });
        await writer.delete(reference, { uid, signal });
        return;
      }
      await writer.delete(reference, { uid, resourceVersion, signal });
    },
    { signal },
  );
  await dropOperation({ management, reference, signal });
}
