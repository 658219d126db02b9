import type { KubernetesObject } from '../kubernetes';
import type { ClusterObjects } from './clusterObjects';

type Named = Pick<KubernetesObject, 'kind' | 'metadata'>;

/** What still exists of a cluster that is going, by kind and name, sorted. */
export function listLeftovers(
  objects: Omit<ClusterObjects, 'cluster'> & {
    cluster?: ClusterObjects['cluster'];
  },
): string[] {
  const { cluster, controlPlane, machineDeployments, machineSets, machines } =
    objects;
  const all: Named[] = [
    ...(cluster ? [cluster] : []),
    ...(controlPlane ? [controlPlane] : []),
    ...machineDeployments,
    ...machineSets,
    ...machines,
  ];
  const infrastructure = cluster?.spec?.infrastructureRef;
  return [
    ...all.map(({ kind, metadata }) => `${kind} ${metadata.name}`),
    // Cluster API removes it last, and the Cluster goes with it.
    ...(infrastructure
      ? [`${infrastructure.kind} ${infrastructure.name}`]
      : []),
    ...machines.flatMap(({ spec }) =>
      spec?.infrastructureRef?.name
        ? [`${spec.infrastructureRef.kind} ${spec.infrastructureRef.name}`]
        : [],
    ),
  ].sort();
}
