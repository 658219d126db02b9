import type { Finding } from '@cluster-profiles/plugin-cluster-profiles-common';
import { ProviderRefusedError } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { ReadClient } from '../kubernetes';
import type { ProviderKind } from './checkAccess';
import { PROVIDER_GROUPS } from './findProviderKinds';

export const CONTRACT = 'cluster.x-k8s.io/v1beta2';
const SORTS: Record<string, string> = {
  'bootstrap.cluster.x-k8s.io': 'bootstrap',
  'controlplane.cluster.x-k8s.io': 'control plane',
  'infrastructure.cluster.x-k8s.io': 'infrastructure',
};

/** Findings for providers that are missing or do not follow the contract: Cluster API cannot resolve their objects. */
export async function checkContracts(options: {
  reader: ReadClient;
  providerKinds: readonly ProviderKind[];
  signal?: AbortSignal;
}): Promise<Finding[]> {
  const { reader, providerKinds, signal } = options;
  const missing = PROVIDER_GROUPS.filter(
    group => !providerKinds.some(kind => kind.group === group),
  ).map<Finding>(group => ({
    severity: 'block',
    code: 'cluster-api-provider-missing',
    message: `The management cluster has no ${SORTS[group]} provider: no templates of ${group}`,
    remedy: 'Install one, such as with clusterctl init',
  }));
  const followers = await listFollowers(reader, signal);
  if (!followers) {
    return missing;
  }
  return [
    ...missing,
    ...providerKinds
      .filter(({ resource, group }) => !followers.has(`${resource}.${group}`))
      .map<Finding>(({ kind, resource, group }) => ({
        severity: 'warn',
        code: 'cluster-api-contract-missing',
        message: `${kind} does not say that it follows the contract v1beta2; classes that use it will not work`,
        remedy: `Update its provider, or see why ${resource}.${group} lacks the label ${CONTRACT}`,
      })),
  ];
}

/** Names of the definitions that carry the contract; undefined when we may not look, which the check of access says. */
async function listFollowers(
  reader: ReadClient,
  signal: AbortSignal | undefined,
): Promise<Set<string> | undefined> {
  try {
    const definitions = await reader.list(
      {
        apiVersion: 'apiextensions.k8s.io/v1',
        kind: 'CustomResourceDefinition',
        labelSelector: CONTRACT,
        metadataOnly: true,
      },
      { signal },
    );
    return new Set(definitions.map(({ metadata }) => metadata.name));
  } catch (error) {
    if (error instanceof ProviderRefusedError) {
      return undefined;
    }
    throw error;
  }
}
