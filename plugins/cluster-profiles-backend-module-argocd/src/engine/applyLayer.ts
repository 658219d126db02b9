import { ConflictError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import {
  asItWasRead,
  memberAt,
  type KubernetesObject,
  type ManagementCluster,
  type ObjectReference,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import type { WriteMarks } from '@cluster-profiles/plugin-cluster-profiles-node';
import { checkOwn } from '../application/checkOwn';
import { RETRY } from '../application/composeApplication';
import { readMarks } from '../application/marks';
import { NAMESPACES_FINALIZER } from '../namespaces/layerNamespaceMarks';
import { findOperation, isUnderWay } from '../observe/findOperation';
import { observeApplication } from '../observe/observeApplication';
import { dropOperation } from './dropOperation';
import { awaitEnd, endOperation } from './endOperation';
import { forgetResults, hasResults, NO_RESULTS } from './forgetResults';

type Options = {
  management: Pick<ManagementCluster, 'reader' | 'writer'>;
  application: KubernetesObject;
  marks: WriteMarks;
  now: Date;
  signal?: AbortSignal;
};

/** Asked for rather than left to Argo CD, which syncs nothing where a change renders the same, and undoes no drift. */
function syncOf(application: KubernetesObject): JsonObject {
  return {
    initiatedBy: { username: 'cluster-profiles' },
    retry: RETRY,
    sync: {
      prune: true,
      syncOptions: memberAt(application, ['spec', 'syncPolicy', 'syncOptions']),
    },
  };
}

/** Writes the Application of a layer, and has Argo CD bring it about where that is due. */
export async function applyLayer(options: Options): Promise<void> {
  const { management, application, signal } = options;
  const reference = referenceOf(application);
  const read = await readOwn(reference, options);
  if (read?.metadata.deletionTimestamp) {
    // Whoever deleted it.
    await dropOperation({ management, reference, signal });
    await dropNamespaces(reference, options);
  }
  const isChange = read && !hasSpec(read, application);
  if (isChange && isUnderWay(findOperation(read))) {
    await endOperation({ management, reference, signal });
    await awaitEnd({ management, reference, signal });
  }
  if (isChange) {
    // Before it is written: Argo CD may begin with it by itself.
    await forgetResults({ management, reference, signal });
  }
  const { written, isDue, isTold } = await asItWasRead(
    async () => {
      const live = await readOwn(reference, options);
      if (live?.metadata.deletionTimestamp) {
        throw new ConflictError(
          `Application ${reference.name} is being deleted, it can be written again once it is gone`,
        );
      }
      return {
        isDue: !live || isSyncDue(live, options),
        isTold: hasResults(live),
        // It is ours alone: what others set in it would lead elsewhere.
        written: await management.writer.apply(application, {
          expected: live ?? 'absent',
          force: true,
          signal,
        }),
      };
    },
    { signal },
  );
  if (isDue) {
    await management.writer.merge(reference, {
      uid: written.metadata.uid,
      patch: { operation: syncOf(application), ...(isTold && NO_RESULTS) },
      signal,
    });
  }
}

function isSyncDue(
  live: KubernetesObject,
  { application, now }: Options,
): boolean {
  const operation = findOperation(live);
  if (isUnderWay(operation) || live.operation !== undefined) {
    // Automatic sync takes over from an operation that could not be ended.
    return false;
  }
  return (
    !hasSpec(live, application) ||
    operation?.isCurrent !== true ||
    operation.phase !== 'Succeeded' ||
    observeApplication(live, now).drift === 'Drifted'
  );
}

/** What comes again at once needs its namespaces. */
async function dropNamespaces(
  reference: ObjectReference,
  options: Options,
): Promise<void> {
  const { management, signal } = options;
  await asItWasRead(
    async () => {
      const live = await readOwn(reference, options);
      const { uid, resourceVersion, finalizers = [] } = live?.metadata ?? {};
      if (finalizers.includes(NAMESPACES_FINALIZER)) {
        await management.writer.keepFinalizers(reference, {
          uid,
          resourceVersion,
          finalizers: finalizers.filter(it => it !== NAMESPACES_FINALIZER),
          signal,
        });
      }
    },
    { signal },
  );
}

/** It was written with the same spec, and nobody has changed it. */
export function hasSpec(
  live: KubernetesObject,
  application: KubernetesObject,
): boolean {
  return readMarks(live).specDigest === readMarks(application).specDigest;
}

async function readOwn(
  reference: ObjectReference,
  { management, marks, signal }: Options,
): Promise<KubernetesObject | undefined> {
  const live = await management.reader.get(reference, { signal });
  if (live) {
    checkOwn(live, marks);
  }
  return live;
}

function referenceOf({
  apiVersion,
  kind,
  metadata: { name, namespace },
}: KubernetesObject): ObjectReference {
  return { apiVersion, kind, name, namespace };
}
