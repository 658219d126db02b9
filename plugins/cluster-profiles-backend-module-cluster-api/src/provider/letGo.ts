import type {
  KubernetesObject,
  ManagementCluster,
  ObjectReference,
} from '../kubernetes';
import { gatherObjects } from '../observe/gatherObjects';

/** `machine.cluster.x-k8s.io`, `cluster.x-k8s.io/machineset` and the like. */
const OF_CLUSTER_API = /(^|\.)cluster\.x-k8s\.io(\/|$)/;

/**
 * Takes the finalizers of Cluster API off a Cluster that is being deleted and off what it consists of, from the machines up: the Cluster
 * goes last, so that nothing of it outlives the mark that says whose it is. What is not being deleted yet is told so first. The
 * infrastructure keeps its finalizers: that it is gone is for its own controllers to say. Called again until the Cluster is gone.
 */
export async function letGo(options: {
  management: Pick<ManagementCluster, 'reader' | 'writer'>;
  /** As it was just read. */
  cluster: KubernetesObject;
  signal?: AbortSignal;
}): Promise<void> {
  const { management, cluster, signal } = options;
  const { controlPlane, machineDeployments, machineSets, machines } =
    await gatherObjects({
      reader: management.reader,
      cluster,
      controlPlaneVersions: new Map(),
      signal,
    });
  const parts = [
    ...(controlPlane ? [controlPlane] : []),
    ...machineDeployments,
    ...machineSets,
    ...machines,
  ];
  // Owners first, so that none makes anew what is let go of.
  const told = await Promise.all(
    parts.map(async part => {
      const { deletionTimestamp, uid } = part.metadata;
      if (!deletionTimestamp) {
        await management.writer.delete(referenceOf(part), { uid, signal });
      }
      return Boolean(deletionTimestamp);
    }),
  );
  if (told.some(isGoing => !isGoing)) {
    return;
  }
  await Promise.all(parts.map(part => release(part, options)));
  if (parts.length === 0) {
    await release(cluster, options);
  }
}

async function release(
  object: Pick<KubernetesObject, 'apiVersion' | 'kind' | 'metadata'>,
  {
    management,
    signal,
  }: { management: Pick<ManagementCluster, 'writer'>; signal?: AbortSignal },
): Promise<void> {
  const { uid, resourceVersion, finalizers = [] } = object.metadata;
  const kept = finalizers.filter(finalizer => !OF_CLUSTER_API.test(finalizer));
  if (kept.length < finalizers.length) {
    await management.writer.keepFinalizers(referenceOf(object), {
      uid,
      resourceVersion,
      finalizers: kept,
      signal,
    });
  }
}

function referenceOf({
  apiVersion,
  kind,
  metadata: { name, namespace },
}: Pick<
  KubernetesObject,
  'apiVersion' | 'kind' | 'metadata'
>): ObjectReference {
  return { apiVersion, kind, name, namespace };
}
