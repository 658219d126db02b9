import {
  asItWasRead,
  type ManagementCluster,
  type ObjectReference,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';

/** Has Argo CD go on with the deletion of an Application: as long as an operation is asked for, it would try that first, for ever. */
export async function dropOperation(options: {
  management: Pick<ManagementCluster, 'reader' | 'writer'>;
  reference: ObjectReference;
  signal?: AbortSignal;
}): Promise<void> {
  const { management, reference, signal } = options;
  await asItWasRead(
    async () => {
      const live = await management.reader.get(reference, { signal });
      if (live?.metadata.deletionTimestamp && live.operation !== undefined) {
        const { uid, resourceVersion } = live.metadata;
        await management.writer.merge(reference, {
          uid,
          resourceVersion,
          patch: { operation: null },
          signal,
        });
      }
    },
    { signal },
  );
}
