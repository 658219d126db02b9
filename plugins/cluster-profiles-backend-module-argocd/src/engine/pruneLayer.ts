import {
  asItWasRead,
  type KubernetesObject,
  type ManagementCluster,
  type ObjectReference,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import type { WriteMarks } from '@cluster-profiles/plugin-cluster-profiles-node';
import { checkOwn } from '../application/checkOwn';
import { CASCADE_FINALIZER } from '../application/composeApplication';
import type { LayerNamespaces } from '../namespaces/LayerNamespaces';
import { NAMESPACES_FINALIZER } from '../namespaces/layerNamespaceMarks';
import { dropOperation } from './dropOperation';

type Options = {
  management: Pick<ManagementCluster, 'reader' | 'writer'>;
  reference: ObjectReference;
  marks: WriteMarks;
  abandon?: boolean;
  /** Of a cluster that stays. */
  namespaces?: LayerNamespaces;
  signal?: AbortSignal;
};

/**
 * Deletes the Application; Argo CD then removes what it had brought. Waits for nothing: the cluster may be gone. Abandoned, the
 * Application goes at once, whatever of it is still on a cluster. Of a cluster that stays it remains until its namespaces are seen
 * to, which takes another call once Argo CD is done.
 */
export async function pruneLayer(options: Options): Promise<void> {
  const { management, reference, abandon, namespaces, signal } = options;
  const live = await readOwn(options);
  if (!live) {
    return;
  }
  if (abandon) {
    await letGo(options);
    return;
  }
  if (live.metadata.deletionTimestamp) {
    const { finalizers } = live.metadata;
    const isDone = finalizers?.every(it => it === NAMESPACES_FINALIZER);
    if (isDone && (await namespaces?.areCleared(live)) !== false) {
      await letGo(options);
      return;
    }
  } else if ((await namespaces?.areGuarded(live)) !== false) {
    await startDeletion(options);
  }
  await dropOperation({ management, reference, signal });
}

async function startDeletion(options: Options): Promise<void> {
  const { management, reference, namespaces, signal } = options;
  const { writer } = management;
  await asItWasRead(
    async () => {
      const live = await readOwn(options);
      if (!live || live.metadata.deletionTimestamp) {
        return;
      }
      const { uid, resourceVersion, finalizers = [] } = live.metadata;
      const wanted = [
        CASCADE_FINALIZER,
        ...(namespaces ? [NAMESPACES_FINALIZER] : []),
      ];
      const missing = wanted.filter(it => !finalizers.includes(it));
      if (missing.length === 0) {
        await writer.delete(reference, { uid, resourceVersion, signal });
        return;
      }
      const marks = namespaces?.marksFor(live);
      const written = await writer.merge(reference, {
        uid,
        resourceVersion,
        patch: {
          metadata: {
            finalizers: [...finalizers, ...missing],
            ...(marks && { annotations: marks }),
          },
        },
        signal,
      });
      await writer.delete(reference, {
        uid,
        resourceVersion: written.metadata.resourceVersion,
        signal,
      });
    },
    { signal },
  );
}

/** Whatever it still waits for. */
async function letGo(options: Options): Promise<void> {
  const { management, reference, signal } = options;
  await asItWasRead(
    async () => {
      const live = await readOwn(options);
      if (!live) {
        return;
      }
      const { uid, resourceVersion } = live.metadata;
      await management.writer.keepFinalizers(reference, {
        uid,
        resourceVersion,
        finalizers: [],
        signal,
      });
      await management.writer.delete(reference, { uid, signal });
    },
    { signal },
  );
}

async function readOwn({
  management,
  reference,
  marks,
  signal,
}: Options): Promise<KubernetesObject | undefined> {
  const live = await management.reader.get(reference, { signal });
  if (live) {
    checkOwn(live, marks);
  }
  return live;
}
