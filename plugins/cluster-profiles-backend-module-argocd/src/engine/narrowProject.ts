import { ConflictError } from '@backstage/errors';
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
import { TARGET_LABEL } from '../application/marks';
import { projectName } from '../application/names';
import { joinNeeds, readNeeds } from '../application/needs';

const ROUNDS = 5;

/**
 * Has the AppProject of a target let in no more than its Applications need. Looks again after it wrote: an Application that was
 * written meanwhile counts, too, and whoever writes one looks at the AppProject afterwards.
 */
export async function narrowProject(options: {
  management: Pick<ManagementCluster, 'reader' | 'writer'>;
  namespace: string;
  repositories: ReadonlyMap<string, string>;
  target: EngineCluster['target'];
  marks: WriteMarks;
  signal?: AbortSignal;
}): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    if (await asItWasRead(() => isNarrow(options), options)) {
      return;
    }
  }
  throw new ConflictError(
    `AppProject ${projectName(options.target.name)} does not come to rest; it is narrowed later`,
  );
}

/** Writes unless it is. */
async function isNarrow(
  options: Parameters<typeof narrowProject>[0],
): Promise<boolean> {
  const { management, target, marks, namespace, signal } = options;
  const live = await management.reader.get(
    {
      apiVersion: ARGO_API_VERSION,
      kind: 'AppProject',
      name: projectName(target.name),
      namespace,
    },
    { signal },
  );
  if (!live) {
    return true;
  }
  checkOwn(live, marks);
  const applications = await management.reader.list(
    {
      apiVersion: ARGO_API_VERSION,
      kind: 'Application',
      namespace,
      labelSelector: `${TARGET_LABEL}=${target.name}`,
      metadataOnly: true,
    },
    { signal },
  );
  const composed = composeProject({
    ...options,
    target: target.name,
    instanceId: marks.instanceId,
    clusters: objectsAt(live, ['spec', 'destinations']).map(destination =>
      textAt(destination, ['name']),
    ),
    needs: joinNeeds(applications.map(readNeeds)),
  });
  if (isAsComposed(live, composed)) {
    return true;
  }
  await management.writer.apply(composed, {
    expected: live,
    force: true,
    signal,
  });
  return false;
}
