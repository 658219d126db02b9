import type { DesiredState } from '@cluster-profiles/plugin-cluster-profiles-common';
import type {
  Clock,
  WriteMarks,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { checkMarks } from '../cluster/checkMarks';
import { findMarks } from '../cluster/findMarks';
import type { ManagementCluster } from '../kubernetes';
import { asItWasRead } from '../kubernetes';
import { clusterReference } from './clusterReference';
import { letGo } from './letGo';

/**
 * Deletes the Cluster and nothing else: its finalizer keeps it until Cluster API has taken down all that belongs to it, workers
 * first and infrastructure last. Deleting in the foreground would take all of it down at once.
 */
export async function deleteCluster(options: {
  management: Pick<ManagementCluster, 'reader' | 'writer'>;
  desired: DesiredState;
  marks: WriteMarks;
  /** Lets go of what has been going for too long. */
  force?: boolean;
  clock: Clock;
  signal?: AbortSignal;
}): Promise<void> {
  const { management, desired, marks, force, clock, signal } = options;
  const { uid: clusterUid } = desired.cluster;
  const reference = clusterReference(desired);
  await asItWasRead(
    async () => {
      const live = await management.reader.get(reference, { signal });
      // Where the name went to another cluster since, nothing is left of this one.
      if (!live || findMarks(live).clusterUid !== clusterUid) {
        return;
      }
      checkMarks({ live, clusterUid, marks });
      // What is paused keeps its finalizer for ever.
      const { metadata } = live.spec?.paused
        ? await management.writer.resume(reference, {
            ...live.metadata,
            signal,
          })
        : live;
      const { uid, resourceVersion, deletionTimestamp } = metadata;
      if (!deletionTimestamp) {
        await management.writer.delete(reference, {
          uid,
          resourceVersion,
          signal,
        });
      } else if (force) {
        await letGo({ management, cluster: live, clock, signal });
      }
    },
    { signal },
  );
}
