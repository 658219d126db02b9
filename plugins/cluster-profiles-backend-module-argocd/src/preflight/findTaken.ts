import type { Finding } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ManagementCluster } from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import type { PlannedDelivery } from '@cluster-profiles/plugin-cluster-profiles-node';
import { whyForeign } from '../application/checkOwn';
import { ARGO_API_VERSION } from '../application/composeApplication';
import { applicationName, projectName } from '../application/names';

/** What others have under the names of a plan. It would be held against that when it is written; approvers are told before. */
export async function findTaken(options: {
  management: Pick<ManagementCluster, 'reader'>;
  namespace: string;
  planned: PlannedDelivery;
  signal?: AbortSignal;
}): Promise<Finding[]> {
  const { management, namespace, planned, signal } = options;
  const { cluster, target } = planned.cluster;
  const wanted: Array<{ kind: string; name: string; layer?: string }> = [
    { kind: 'AppProject', name: projectName(target.name) },
    ...planned.layers.map(layer => ({
      kind: 'Application',
      name: applicationName({ cluster, layer }),
      layer,
    })),
  ];
  const found = await Promise.all(
    wanted.map(async ({ kind, name, layer }): Promise<Finding[]> => {
      const live = await management.reader.get(
        { apiVersion: ARGO_API_VERSION, kind, name, namespace },
        { signal },
      );
      const foreign = live && whyForeign(live, planned);
      return foreign
        ? [
            {
              severity: 'block',
              code: 'argocd-name-taken',
              message: `${foreign}.`,
              remedy:
                'The portal touches nothing of others: ask whoever made it, and request the change again once it is gone.',
              ...(layer !== undefined && { layer }),
            },
          ]
        : [];
    }),
  );
  return found.flat();
}
