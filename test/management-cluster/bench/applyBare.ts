import {
  KubeConfig,
  KubernetesObjectApi,
  PatchStrategy,
  type KubernetesObject as ClientObject,
} from '@kubernetes/client-node';
import type { KubernetesObject } from '../../../plugins/cluster-profiles-backend-module-cluster-api/src/kubernetes';
import { inParallel } from '../../benchmarks/inParallel';
import type { ManagementCluster } from '../lab';

/** Applies Cluster objects with Kubernetes' own client and nothing else, as a script would. */
export async function applyBare(
  lab: ManagementCluster,
  objects: KubernetesObject[],
  concurrency: number,
): Promise<void> {
  const config = new KubeConfig();
  config.loadFromFile(lab.kubeconfig);
  const client = KubernetesObjectApi.makeApiClient(config);
  await inParallel(concurrency, objects.length, index =>
    client.patch(
      objects[index] as unknown as ClientObject,
      undefined,
      undefined,
      'bare',
      false,
      PatchStrategy.ServerSideApply,
    ),
  );
}
