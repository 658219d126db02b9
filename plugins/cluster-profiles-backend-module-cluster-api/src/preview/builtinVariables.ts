import type { JsonObject } from '@backstage/types';
import {
  memberAt,
  textAt,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import type { KubernetesObject } from '../kubernetes';
import type { MachineGroup } from './machineGroups';

/**
 * The `builtin` variables of Cluster API for one group, as far as they follow from the Cluster. Names that its controllers
 * generate are left out.
 */
export function builtinVariables(
  cluster: KubernetesObject,
  group: MachineGroup,
  controlPlane: MachineGroup,
): JsonObject {
  const { name, namespace = '', uid = '' } = cluster.metadata;
  const { labels = {}, annotations = {} } = cluster.metadata;
  const version = textAt(cluster, ['spec', 'topology', 'version']);
  const className = textAt(cluster, ['spec', 'topology', 'classRef', 'name']);
  const classNamespace =
    textAt(cluster, ['spec', 'topology', 'classRef', 'namespace']) || namespace;
  const network = memberAt(cluster, ['spec', 'clusterNetwork']);
  return {
    cluster: {
      name,
      namespace,
      uid,
      metadata: { labels, annotations },
      topology: {
        version,
        class: className,
        classNamespace,
        classRef: { name: className, namespace: classNamespace },
      },
      network: {
        serviceDomain: memberAt(network, ['serviceDomain']),
        services: memberAt(network, ['services', 'cidrBlocks']),
        pods: memberAt(network, ['pods', 'cidrBlocks']),
      },
    },
    controlPlane: describe(controlPlane, version),
    ...(group.kind === 'controlPlane'
      ? {}
      : {
          [group.kind]: {
            ...describe(group, version),
            class: group.class,
            topologyName: group.pool,
          },
        }),
  };
}

function describe(group: MachineGroup, version: string): JsonObject {
  return {
    version,
    replicas: memberAt(group.topology, ['replicas']),
    metadata: memberAt(group.topology, ['metadata']),
  };
}
