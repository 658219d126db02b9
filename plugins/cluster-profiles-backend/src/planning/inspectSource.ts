import type {
  DesiredState,
  Finding,
  Target,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ClusterProvider } from '@cluster-profiles/plugin-cluster-profiles-node';

/** Looks for the cluster that is to be imported, and says what was found. */
export async function inspectSource(
  provider: ClusterProvider,
  options: { desired: DesiredState; target: Target; signal: AbortSignal },
): Promise<Finding[]> {
  const { desired, target, signal } = options;
  if (!provider.inspect) {
    return [
      {
        severity: 'block',
        code: 'provider-cannot-import',
        message: `Provider "${provider.id}" cannot import clusters.`,
        path: '/target',
        remedy: 'Choose a target of another provider.',
      },
    ];
  }
  const source = String(desired.providerConfig?.source);
  const found = await provider.inspect({ target, source, signal });
  if (!found) {
    return [
      {
        severity: 'block',
        code: 'cluster-not-found',
        message: `There is no cluster "${source}" on target "${target.name}".`,
        path: '/source',
        remedy: 'Name it as it is called there.',
      },
    ];
  }
  const { kubernetesVersion, nodes, findings } = found;
  return [
    {
      severity: 'ok',
      code: 'cluster-found',
      message: `"${source}" runs Kubernetes ${kubernetesVersion} on ${nodes} ${nodes === 1 ? 'node' : 'nodes'}. It is only observed: nothing of it is written, changed or deleted.`,
    },
    ...findings,
  ];
}
