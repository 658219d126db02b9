import { isDeepStrictEqual } from 'node:util';
import {
  asItWasRead,
  memberAt,
  objectsAt,
  textAt,
  type ManagementCluster,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import type {
  EngineCluster,
  WriteMarks,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { checkOwn } from '../application/checkOwn';
import { ARGO_API_VERSION } from '../application/composeApplication';
import { clusterSecretName, projectName } from '../application/names';
import { removeOwnSecret, secretReference } from './ownSecrets';

type Options = {
  management: Pick<ManagementCluster, 'reader' | 'writer'>;
  namespace: string;
  cluster: EngineCluster;
  marks: WriteMarks;
  signal?: AbortSignal;
};

/** Removes the Secret by which Argo CD knows a cluster, then the cluster from the AppProject, and that where it was the last one. */
export async function unregisterCluster(options: Options): Promise<void> {
  const { cluster, namespace } = options;
  await removeOwnSecret(
    secretReference(clusterSecretName(cluster.cluster), namespace),
    options,
  );
  await leaveProject(options);
}

/**
 * Only this cluster leaves: another one that has no Application yet may be about to get one. Whoever comes while the AppProject is
 * deleted finds it gone, or changed, and makes it anew.
 */
async function leaveProject(options: Options): Promise<void> {
  const { management, namespace, marks, signal } = options;
  const { cluster, target } = options.cluster;
  const { reader, writer } = management;
  const reference = {
    apiVersion: ARGO_API_VERSION,
    kind: 'AppProject',
    name: projectName(target.name),
    namespace,
  };
  await asItWasRead(
    async () => {
      const live = await reader.get(reference, { signal });
      if (!live || live.metadata.deletionTimestamp) {
        return;
      }
      checkOwn(live, marks);
      const { uid, resourceVersion } = live.metadata;
      const destinations = objectsAt(live, ['spec', 'destinations']);
      const left = destinations.filter(
        destination => textAt(destination, ['name']) !== cluster.name,
      );
      if (left.length === 0) {
        await writer.delete(reference, { uid, resourceVersion, signal });
      } else if (
        !isDeepStrictEqual(left, memberAt(live, ['spec', 'destinations']))
      ) {
        await writer.merge(reference, {
          uid,
          resourceVersion,
          patch: { spec: { destinations: left } },
          signal,
        });
      }
    },
    { signal },
  );
}
