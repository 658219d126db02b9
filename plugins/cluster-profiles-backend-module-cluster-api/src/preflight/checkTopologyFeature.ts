import type { Finding } from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  type DryRunClient,
  type KubernetesObject,
  ObjectRefusedError,
} from '../kubernetes';

/** Asks for a ClusterClass, as a dry run: Cluster API refuses it while its feature ClusterTopology is off. */
export async function checkTopologyFeature(options: {
  dryRunner: DryRunClient;
  namespace: string;
  signal?: AbortSignal;
}): Promise<Finding[]> {
  const { dryRunner, namespace, signal } = options;
  try {
    await dryRunner.apply(probe(namespace), { signal });
    return [];
  } catch (error) {
    if (!(error instanceof ObjectRefusedError)) {
      throw error;
    }
    return [
      error.message.includes('ClusterTopology')
        ? {
            severity: 'block',
            code: 'cluster-api-topology-off',
            message: 'Cluster API runs without its feature ClusterTopology',
            remedy:
              'Start the core, control plane and infrastructure managers with --feature-gates=ClusterTopology=true',
          }
        : {
            severity: 'block',
            code: 'cluster-api-class-refused',
            message: `No ClusterClass can be made: ${error.message}`,
            remedy:
              'See what the webhooks and policies of the management cluster refuse',
          },
    ];
  }
}

function probe(namespace: string): KubernetesObject {
  const template = (group: string, kind: string) => ({
    templateRef: {
      apiVersion: `${group}.cluster.x-k8s.io/v1beta2`,
      kind,
      name: 'cluster-profiles-preflight',
    },
  });
  return {
    apiVersion: 'cluster.x-k8s.io/v1beta2',
    kind: 'ClusterClass',
    metadata: { name: 'cluster-profiles-preflight', namespace },
    spec: {
      infrastructure: template('infrastructure', 'ProbeClusterTemplate'),
      controlPlane: template('controlplane', 'ProbeControlPlaneTemplate'),
    },
  };
}
