import {
  type Finding,
  hasBlocker,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { ProviderRefusedError } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { ManagementCluster, ReadClient } from '../kubernetes';
import { checkAccess } from './checkAccess';
import { checkContracts, CONTRACT } from './checkContracts';
import { checkTopologyFeature } from './checkTopologyFeature';
import { findProviderKinds } from './findProviderKinds';

const KINDS = ['Cluster', 'ClusterClass', 'Machine', 'MachineDeployment'];

/** What keeps a namespace of a management cluster from being a target; empty when all is well. Errors: `ProviderUnreachableError`. */
export async function checkManagementCluster(options: {
  management: Pick<ManagementCluster, 'name' | 'reader' | 'dryRunner'>;
  namespace: string;
  signal?: AbortSignal;
}): Promise<Finding[]> {
  const { management, namespace, signal } = options;
  const { reader, dryRunner } = management;
  const served = new Set(
    (await reader.kinds(CONTRACT, { signal })).map(({ kind }) => kind),
  );
  const absent = KINDS.filter(kind => !served.has(kind));
  if (absent.length) {
    return [
      {
        severity: 'block',
        code: 'cluster-api-missing',
        message: `Management cluster "${management.name}" does not serve ${absent.join(', ')} of ${CONTRACT}`,
        remedy: 'Install Cluster API 1.11 or later there',
      },
    ];
  }
  const providerKinds = await findProviderKinds(reader, signal);
  const findings = (
    await Promise.all([
      checkNamespace(reader, namespace, signal),
      checkContracts({ reader, providerKinds, signal }),
      checkAccess({ reader, namespace, providerKinds, signal }),
    ])
  ).flat();
  return hasBlocker(findings)
    ? findings
    : [
        ...findings,
        ...(await checkTopologyFeature({ dryRunner, namespace, signal })),
      ];
}

async function checkNamespace(
  reader: ReadClient,
  namespace: string,
  signal: AbortSignal | undefined,
): Promise<Finding[]> {
  try {
    const found = await reader.get(
      { apiVersion: 'v1', kind: 'Namespace', name: namespace },
      { signal },
    );
    if (found && !found.metadata.deletionTimestamp) {
      return [];
    }
    return [
      {
        severity: 'block',
        code: 'cluster-api-namespace-missing',
        message: found
          ? `Namespace ${namespace} is being deleted`
          : `Namespace ${namespace} does not exist`,
        remedy: 'Create it and bind the role of the portal in it',
      },
    ];
  } catch (error) {
    // Not being allowed to look is said by the check of access
    if (error instanceof ProviderRefusedError) {
      return [];
    }
    throw error;
  }
}
