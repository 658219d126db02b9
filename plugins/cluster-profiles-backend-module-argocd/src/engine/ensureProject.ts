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
import { composeProject } from '../application/composeProject';
import { readMarks, TARGET_LABEL } from '../application/marks';
import { projectName } from '../application/names';

/**
 * Sees to it that the AppProject of the target lets the cluster in. Clusters that have no Application any more go with the next
 * one that comes: while theirs are being removed the AppProject must let Argo CD do it.
 */
export async function ensureProject(options: {
  management: Pick<ManagementCluster, 'reader' | 'writer'>;
  namespace: string;
  repositories: ReadonlyMap<string, string>;
  cluster: EngineCluster;
  marks: WriteMarks;
  signal?: AbortSignal;
}): Promise<void> {
  const { management, namespace, repositories, marks, signal } = options;
  const { cluster, target } = options.cluster;
  const { reader, writer } = management;
  const compose = (clusters: Iterable<string>) =>
    composeProject({
      target: target.name,
      instanceId: marks.instanceId,
      namespace,
      clusters,
      repositories,
    });
  const reference = {
    apiVersion: ARGO_API_VERSION,
    kind: 'AppProject',
    name: projectName(target.name),
    namespace,
  };
  await asItWasRead(
    async () => {
      const live = await reader.get(reference, { signal });
      const known = objectsAt(live, ['spec', 'destinations']).map(destination =>
        textAt(destination, ['name']),
      );
      if (live) {
        checkOwn(live, marks);
        const { spec } = compose(known);
        const isRight =
          known.includes(cluster.name) &&
          Object.entries(spec!).every(([field, value]) =>
            isDeepStrictEqual(memberAt(live, ['spec', field]), value),
          );
        if (isRight) {
          return;
        }
      }
      const applications = await reader.list(
        {
          apiVersion: ARGO_API_VERSION,
          kind: 'Application',
          namespace,
          labelSelector: `${TARGET_LABEL}=${target.name}`,
          metadataOnly: true,
        },
        { signal },
      );
      const used = applications.flatMap(
        application => readMarks(application).cluster ?? [],
      );
      await writer.apply(compose([...used, cluster.name]), {
        expected: live ?? 'absent',
        force: true,
        signal,
      });
    },
    { signal },
  );
}
