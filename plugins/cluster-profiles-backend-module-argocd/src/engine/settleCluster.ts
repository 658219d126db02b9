import {
  asItWasRead,
  type ManagementCluster,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import type {
  EngineCluster,
  WriteMarks,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { checkOwn } from '../application/checkOwn';
import { ARGO_API_VERSION } from '../application/composeApplication';
import {
  CLUSTER_UID_LABEL,
  NEEDED_BEFORE_ANNOTATION,
} from '../application/marks';
import { narrowProject } from './narrowProject';

/** Once all that a cluster is to have is proven: what its layers brought before is gone, and need not be let in any more. */
export async function settleCluster(options: {
  management: Pick<ManagementCluster, 'reader' | 'writer'>;
  namespace: string;
  repositories: ReadonlyMap<string, string>;
  cluster: EngineCluster;
  marks: WriteMarks;
  signal?: AbortSignal;
}): Promise<void> {
  const { management, namespace, marks, signal } = options;
  const { cluster, target } = options.cluster;
  const kind = { apiVersion: ARGO_API_VERSION, kind: 'Application', namespace };
  await asItWasRead(
    async () => {
      const applications = await management.reader.list(
        {
          ...kind,
          labelSelector: `${CLUSTER_UID_LABEL}=${cluster.uid}`,
          metadataOnly: true,
        },
        { signal },
      );
      for (const { metadata } of applications.filter(isBetween)) {
        const { name, uid, resourceVersion } = metadata;
        checkOwn({ ...kind, metadata }, marks);
        await management.writer.merge(
          { ...kind, name },
          {
            uid,
            resourceVersion,
            patch: {
              metadata: { annotations: { [NEEDED_BEFORE_ANNOTATION]: null } },
            },
            signal,
          },
        );
      }
    },
    { signal },
  );
  await narrowProject({ ...options, target });
}

function isBetween({
  metadata,
}: {
  metadata: { annotations?: Record<string, string> };
}): boolean {
  return metadata.annotations?.[NEEDED_BEFORE_ANNOTATION] !== undefined;
}
