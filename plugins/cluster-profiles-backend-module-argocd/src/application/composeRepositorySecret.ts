import type { JsonObject } from '@backstage/types';
import {
  textAt,
  type KubernetesObject,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import type { RepositoryLogin } from '../config/ArgoCdConfig';
import { SECRET_TYPE_LABEL } from './composeClusterSecret';
import { INSTANCE_LABEL, TARGET_LABEL } from './marks';
import { projectName, repositorySecretName } from './names';

/** By address, Argo CD takes what has a scheme for a Helm repository; a registry of charts it knows by a Secret only. */
export function isChartRegistry(source: JsonObject): boolean {
  return (
    source.chart !== undefined && !/^https?:/.test(textAt(source, ['repoURL']))
  );
}

/** The Secret by which Argo CD gets to the source of an Application. Only Applications of the target's AppProject may use it. */
export function composeRepositorySecret(options: {
  target: string;
  instanceId: string;
  namespace: string;
  /** `spec.source`. */
  source: JsonObject;
  login?: RepositoryLogin;
}): KubernetesObject {
  const { target, instanceId, namespace, source, login } = options;
  const project = projectName(target);
  const url = textAt(source, ['repoURL']);
  const content = {
    type: source.chart === undefined ? 'oci' : 'helm',
    url,
    project,
    ...(isChartRegistry(source) && { enableOCI: 'true' }),
    ...login,
  };
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: repositorySecretName({ project, repoUrl: url }),
      namespace,
      labels: {
        [SECRET_TYPE_LABEL]: 'repository',
        [INSTANCE_LABEL]: instanceId,
        [TARGET_LABEL]: target,
      },
    },
    type: 'Opaque',
    data: Object.fromEntries(
      Object.entries(content).map(([key, value]) => [
        key,
        Buffer.from(value).toString('base64'),
      ]),
    ),
  };
}
