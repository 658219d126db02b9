import type { KubernetesObject } from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import type {
  DeliveryAccess,
  EngineCluster,
  Registration,
  WriteMarks,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import {
  CLUSTER_LABEL,
  CLUSTER_UID_LABEL,
  INSTANCE_LABEL,
  REGISTERED_ANNOTATION,
  RENEW_ANNOTATION,
  REVISION_ANNOTATION,
  TARGET_LABEL,
} from './marks';
import { clusterSecretName, projectName } from './names';

/** By which Argo CD knows its own Secrets. */
export const SECRET_TYPE_LABEL = 'argocd.argoproj.io/secret-type';

/** The Secret by which Argo CD knows a cluster. Only Applications of the target's AppProject may use it. */
export function composeClusterSecret(options: {
  cluster: EngineCluster;
  access: DeliveryAccess;
  registration: Registration;
  marks: Pick<WriteMarks, 'instanceId' | 'revision'>;
  namespace: string;
}): KubernetesObject {
  const { access, registration, marks, namespace } = options;
  const { cluster, target } = options.cluster;
  const content = {
    name: cluster.name,
    project: projectName(target.name),
    server: serverUrl(access.server, cluster.uid),
    config: JSON.stringify({
      bearerToken: access.token,
      tlsClientConfig: { caData: encode(access.certificateAuthority) },
    }),
  };
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: clusterSecretName(cluster),
      namespace,
      labels: {
        [SECRET_TYPE_LABEL]: 'cluster',
        [INSTANCE_LABEL]: marks.instanceId,
        [CLUSTER_UID_LABEL]: cluster.uid,
        [CLUSTER_LABEL]: cluster.name,
        [TARGET_LABEL]: target.name,
      },
      annotations: {
        [REVISION_ANNOTATION]: String(marks.revision),
        [REGISTERED_ANNOTATION]: registration.registeredAt,
        [RENEW_ANNOTATION]: registration.renewAt,
      },
    },
    type: 'Opaque',
    data: Object.fromEntries(
      Object.entries(content).map(([key, value]) => [key, encode(value)]),
    ),
  };
}

/**
 * Argo CD tells clusters apart by their address, the query included: with one of ours, nobody else's Secret for the same cluster is
 * ever taken for this one, nor this one for theirs.
 */
function serverUrl(server: string, uid: string): string {
  return `${server.replace(/\/+$/, '')}?clusterprofiles=${uid}`;
}

function encode(text: string): string {
  return Buffer.from(text).toString('base64');
}
