import type { ObservedLayer } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { EngineCluster } from '@cluster-profiles/plugin-cluster-profiles-node';
import { ARGO_API_VERSION } from '../application/composeApplication';
import { CLUSTER_UID_LABEL, readMarks } from '../application/marks';
import { findDifferences } from '../drift/findDifferences';
import { ManagedResources } from '../drift/ManagedResources';
import type { ArgoCdInstance } from '../instances/Instances';
import { askWhy } from './askWhy';
import { observeApplication } from './observeApplication';

/** What one Argo CD has of the layers of a cluster, by name. */
export async function observeLayers(options: {
  instance: ArgoCdInstance;
  cluster: EngineCluster;
  now: Date;
  signal?: AbortSignal;
}): Promise<ObservedLayer[]> {
  const { cluster, now, signal } = options;
  const { management, namespace, name, api } = options.instance;
  const applications = await management.reader.list(
    {
      apiVersion: ARGO_API_VERSION,
      kind: 'Application',
      namespace,
      labelSelector: `${CLUSTER_UID_LABEL}=${cluster.cluster.uid}`,
    },
    { signal },
  );
  const resources = api && new ManagedResources({ api });
  const layers = await Promise.all(
    applications.map(async application =>
      findDifferences(application, {
        seen: await askWhy(application, {
          seen: observeApplication(application, now),
          now,
          api,
          signal,
        }),
        exceptions: readMarks(application).driftExceptions,
        resources,
        withoutApi: `Argo CD tells the names of objects only; set api of its instance${name ? ` "${name}"` : ''} in clusterProfiles.argocd.instances to know their fields`,
        signal,
      }),
    ),
  );
  return layers.sort((a, b) => (a.name < b.name ? -1 : 1));
}
