import { isDeepStrictEqual } from 'node:util';
import {
  asItWasRead,
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
import { isAsComposed } from '../application/isAsComposed';
import { readMarks, TARGET_LABEL } from '../application/marks';
import { projectName } from '../application/names';
import {
  joinNeeds,
  NO_NEEDS,
  readNeeds,
  type Needs,
} from '../application/needs';

/**
 * Sees to it that the AppProject of the target lets in the cluster, and what a layer on it needs. It takes nothing away but what
 * others have added: `narrowProject` does, once it is proven that nobody needs it. Clusters that have no Application any more go with
 * the next one that comes: while theirs are being removed the AppProject must let Argo CD do it.
 */
export async function ensureProject(options: {
  management: Pick<ManagementCluster, 'reader' | 'writer'>;
  namespace: string;
  repositories: ReadonlyMap<string, string>;
  cluster: EngineCluster;
  /** What is to be let in. */
  needs?: Needs;
  marks: WriteMarks;
  signal?: AbortSignal;
}): Promise<void> {
  const { management, namespace, repositories, marks, signal } = options;
  const { cluster, target } = options.cluster;
  const { reader, writer } = management;
  const compose = (clusters: Iterable<string>, needs: Needs) =>
    composeProject({
      target: target.name,
      instanceId: marks.instanceId,
      namespace,
      clusters,
      repositories,
      needs,
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
      const needed = options.needs ?? NO_NEEDS;
      let letIn: Needs | undefined;
      if (live) {
        checkOwn(live, marks);
        const permitted = readNeeds(live);
        const isOurs = isAsComposed(live, compose(known, permitted));
        letIn = isOurs ? joinNeeds([permitted, needed]) : undefined;
        const isRight =
          known.includes(cluster.name) && isDeepStrictEqual(letIn, permitted);
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
      letIn ??= joinNeeds([...applications.map(readNeeds), needed]);
      await writer.apply(compose([...used, cluster.name], letIn), {
        expected: live ?? 'absent',
        force: true,
        signal,
      });
    },
    { signal },
  );
}
