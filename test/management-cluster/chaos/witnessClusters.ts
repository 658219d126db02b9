import type { JsonObject } from '@backstage/types';
import { connectLab } from '../../../plugins/cluster-profiles-backend-module-cluster-api/src/__testUtils__/labProvider';
import { findMarks } from '../../../plugins/cluster-profiles-backend-module-cluster-api/src/cluster/findMarks';
import type { KubernetesObject } from '../../../plugins/cluster-profiles-backend-module-cluster-api/src/kubernetes';

/** A Cluster object at one moment. */
export interface WitnessedCluster {
  name: string;
  /** Of the object, which another one under the same name does not have. */
  objectUid: string;
  clusterUid?: string;
  instanceId?: string;
  revision?: number;
  digest?: string;
  /** What a person or a portal wants, as text. */
  topology: string;
  createdAt: string;
}

/** Follows what becomes of the Cluster objects of a namespace, as no backend can be trusted to tell of its own errors. */
export function witnessClusters(options: {
  kubeconfig: string;
  namespace: string;
}) {
  const { kubeconfig, namespace } = options;
  const controller = new AbortController();
  const seen = new Map<string, WitnessedCluster>();
  const deleted: string[] = [];
  const reflector = connectLab(kubeconfig).watcher.watch({
    apiVersion: 'cluster.x-k8s.io/v1beta2',
    kind: 'Cluster',
    namespace,
    signal: controller.signal,
    project: toWitnessed,
    onChange(cluster, change) {
      if (change === 'deleted') {
        deleted.push(cluster.name);
      }
      seen.set(JSON.stringify(cluster), cluster);
    },
  });
  return {
    /** As they are now. */
    now: () => reflector.items(),
    /** Each distinct moment, in order. */
    seen: () => [...seen.values()],
    deleted: () => deleted,
    async stop(): Promise<void> {
      controller.abort();
      await reflector.done;
    },
  };
}

export type Witness = ReturnType<typeof witnessClusters>;

function toWitnessed(object: KubernetesObject): WitnessedCluster {
  const { name, uid, creationTimestamp } = object.metadata;
  const { clusterUid, instanceId, revision, digest } = findMarks(object);
  return {
    name,
    objectUid: uid!,
    clusterUid,
    instanceId,
    revision,
    digest,
    topology: JSON.stringify((object.spec as JsonObject)?.topology),
    createdAt: String(creationTimestamp),
  };
}
