import type { Finding } from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  expandRules,
  findDenied,
  toAccessFinding,
  type JsonApi,
  type ManagementCluster,
  type ReadClient,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import { ProviderRefusedError } from '@cluster-profiles/plugin-cluster-profiles-node';
import { ARGO_API_VERSION } from '../application/composeApplication';
import { checkVersion } from './checkVersion';
import { NAMESPACE_RULES, SECRET_RULES } from './requiredAccess';

const KINDS = ['Application', 'AppProject'];

/** What keeps one Argo CD from being delivered through, and its version where its API is known. Errors: `ProviderUnreachableError`. */
export async function checkArgoCd(options: {
  management: Pick<ManagementCluster, 'name' | 'reader'>;
  namespace: string;
  /** Of Argo CD itself. */
  api?: JsonApi;
  signal?: AbortSignal;
}): Promise<Finding[]> {
  const { management, namespace, api, signal } = options;
  const { reader } = management;
  const served = new Set(
    (await reader.kinds(ARGO_API_VERSION, { signal })).map(({ kind }) => kind),
  );
  const absent = KINDS.filter(kind => !served.has(kind));
  if (absent.length > 0) {
    return [
      {
        severity: 'block',
        code: 'argocd-missing',
        message: `The API server of Argo CD instance "${management.name}" does not serve ${absent.join(' and ')} of ${ARGO_API_VERSION}.`,
        remedy:
          'Install Argo CD 3.2 there, or correct clusterProfiles.argocd.instances.',
      },
    ];
  }
  const access = async (
    rules: Parameters<typeof expandRules>[0],
    severity: Finding['severity'],
  ) => {
    const wanted = expandRules(rules, namespace);
    const denied = await findDenied(reader, wanted, { signal });
    return denied.map(attributes =>
      toAccessFinding(attributes, {
        severity,
        code: 'argocd-access-missing',
        place: 'cluster',
      }),
    );
  };
  const findings = await Promise.all([
    api ? checkVersion({ name: management.name, api, signal }) : [],
    checkNamespace(reader, namespace, signal),
    access(NAMESPACE_RULES, 'block'),
    // Whoever registers clusters and repositories by hand does without.
    access(SECRET_RULES, 'warn'),
  ]);
  return findings.flat();
}

async function checkNamespace(
  reader: Pick<ReadClient, 'get'>,
  namespace: string,
  signal: AbortSignal | undefined,
): Promise<Finding[]> {
  try {
    const found = await reader.get(
      { apiVersion: 'v1', kind: 'Namespace', name: namespace },
      { signal },
    );
    return found && !found.metadata.deletionTimestamp
      ? []
      : [
          {
            severity: 'block',
            code: 'argocd-namespace-missing',
            message: `Namespace ${namespace}, in which Argo CD is to be, ${found ? 'is being deleted' : 'does not exist'}.`,
            remedy:
              'Set namespace of the entry in clusterProfiles.argocd.instances.',
          },
        ];
  } catch (error) {
    // A Role in the namespace is enough, and does not allow to look at the namespace itself.
    if (error instanceof ProviderRefusedError) {
      return [];
    }
    throw error;
  }
}
