import {
  isJsonObject,
  type KubernetesObject,
  type ManagementCluster,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import type {
  EngineCluster,
  WriteMarks,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { ARGO_API_VERSION } from '../application/composeApplication';
import {
  composeRepositorySecret,
  isChartRegistry,
} from '../application/composeRepositorySecret';
import { projectName } from '../application/names';
import type { RepositoryLogin } from '../config/ArgoCdConfig';
import { removeOwnSecret, secretReference, writeOwnSecret } from './ownSecrets';

/**
 * Sees to it that Argo CD gets to the source of an Application as the configuration says, and not with what it said before. The
 * Secret belongs to the AppProject, and goes with it.
 */
export async function ensureRepositorySecret(options: {
  management: Pick<ManagementCluster, 'reader' | 'writer'>;
  namespace: string;
  cluster: Pick<EngineCluster, 'target'>;
  application: KubernetesObject;
  login?: RepositoryLogin;
  marks: WriteMarks;
  signal?: AbortSignal;
}): Promise<void> {
  const { management, namespace, marks, application, login, signal } = options;
  const target = options.cluster.target.name;
  const { reader } = management;
  const source = application.spec?.source;
  // That a login cannot be written is to be seen; without one, who may write no Secrets registers repositories by hand.
  const mayWrite =
    login ||
    (await reader.canI(
      { group: '', resource: 'secrets', verb: 'create', namespace },
      { signal },
    ));
  if (!isJsonObject(source) || !mayWrite) {
    return;
  }
  const secret = composeRepositorySecret({
    target,
    instanceId: marks.instanceId,
    namespace,
    source,
    login,
  });
  if (!login && !isChartRegistry(source)) {
    await removeOwnSecret(
      secretReference(secret.metadata.name, namespace),
      options,
    );
    return;
  }
  const project = {
    apiVersion: ARGO_API_VERSION,
    kind: 'AppProject',
    name: projectName(target),
  };
  const live = await reader.get({ ...project, namespace }, { signal });
  const uid = live?.metadata.uid;
  await writeOwnSecret(
    {
      ...secret,
      metadata: {
        ...secret.metadata,
        ...(uid && { ownerReferences: [{ ...project, uid }] }),
      },
    },
    options,
  );
}
