import type { Clock } from '@cluster-profiles/plugin-cluster-profiles-node';
import type {
  KubernetesObject,
  ManagementCluster,
  ObjectReference,
} from '../kubernetes';
import type { LiveCluster } from '../observe/clusterObjects';
import { gatherObjects } from '../observe/gatherObjects';

/** `machine.cluster.x-k8s.io`, `cluster.x-k8s.io/machineset` and the like. */
const OF_CLUSTER_API = /(^|\.)cluster\.x-k8s\.io(\/|$)/;
/** What goes at all goes within this time. */
const PATIENCE_MS = 10 * 60_000;

type Live = Pick<KubernetesObject, 'apiVersion' | 'kind' | 'metadata'>;

interface Options {
  management: Pick<ManagementCluster, 'reader' | 'writer'>;
  /** As it was just read; it is being deleted. */
  cluster: KubernetesObject;
  clock: Clock;
  signal?: AbortSignal;
}

/**
 * Takes the finalizers of Cluster API off what has been going for too long: parts of the Cluster, and last the Cluster itself, so that
 * nothing of it outlives the mark that says whose it is. All else goes on in its order, with its infrastructure. That keeps its own
 * finalizers: that it is gone is for its controllers to say. Called again until the Cluster is gone.
 */
export async function letGo(options: Options): Promise<void> {
  const { management, cluster, clock, signal } = options;
  const { controlPlane, machineDeployments, machineSets, machines } =
    await gatherObjects({
      reader: management.reader,
      cluster,
      controlPlaneVersions: new Map(),
      signal,
    });
  const parts: Live[] = [
    ...machines,
    ...machineSets,
    ...machineDeployments,
    ...(controlPlane ? [controlPlane] : []),
  ];
  const now = clock.now().getTime();
  const isLate = ({ metadata: { deletionTimestamp: since } }: Live) =>
    since !== undefined && now - Date.parse(since) > PATIENCE_MS;

  for (const part of parts.filter(isLate)) {
    await release(part, options);
  }
  if (parts.length > 0 || !isLate(cluster)) {
    return;
  }
  const infrastructure = await readInfrastructure(options);
  if (!infrastructure || isLate(infrastructure)) {
    await release(cluster, options);
  }
}

/** What Cluster API waits for last. */
async function readInfrastructure({
  management: { reader },
  cluster,
  signal,
}: Options): Promise<KubernetesObject | undefined> {
  const { metadata, spec } = cluster as unknown as LiveCluster;
  const reference = spec?.infrastructureRef;
  const groups = reference ? await reader.groups({ signal }) : [];
  const group = groups.find(({ name }) => name === reference?.apiGroup);
  return reference && group
    ? reader.get(
        {
          apiVersion: `${group.name}/${group.versions[0]}`,
          kind: reference.kind,
          name: reference.name,
          namespace: metadata.namespace,
        },
        { signal },
      )
    : undefined;
}

async function release(
  object: Live,
  { management, signal }: Options,
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
}: Live): ObjectReference {
  return { apiVersion, kind, name, namespace };
}
