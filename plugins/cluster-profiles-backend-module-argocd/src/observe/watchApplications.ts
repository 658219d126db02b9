import { canonicalDigest } from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  memberAt,
  textAt,
  type KubernetesObject,
  type Reflector,
  type WatchClient,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import { ARGO_API_VERSION } from '../application/composeApplication';
import { CLUSTER_UID_LABEL } from '../application/marks';
import { listDrifted } from './explain';

interface Standing {
  name: string;
  uid: string | undefined;
  /** Of what is looked at: Argo CD writes the time of each comparison beside it. */
  digest: string;
}

/** Calls `onHint` with the UID of each cluster of which an Application changed in what it tells of its layer. */
export function watchApplications(options: {
  watcher: WatchClient;
  namespace: string;
  onHint(clusterUid: string): void;
  signal: AbortSignal;
}): Reflector<Standing> {
  const { watcher, namespace, onHint, signal } = options;
  const known = new Map<string, string>();
  return watcher.watch<Standing>({
    apiVersion: ARGO_API_VERSION,
    kind: 'Application',
    namespace,
    labelSelector: CLUSTER_UID_LABEL,
    signal,
    project: toStanding,
    onChange: ({ name, uid, digest }, change) => {
      const isNews = change === 'deleted' || known.get(name) !== digest;
      if (change === 'deleted') {
        known.delete(name);
      } else {
        known.set(name, digest);
      }
      if (uid && isNews) {
        onHint(uid);
      }
    },
  });
}

function toStanding(application: KubernetesObject): Standing {
  const { name, labels } = application.metadata;
  return {
    name,
    uid: labels?.[CLUSTER_UID_LABEL],
    digest: canonicalDigest([
      textAt(application, ['status', 'sync', 'status']),
      textAt(application, ['status', 'health', 'status']),
      textAt(application, ['status', 'operationState', 'phase']),
      memberAt(application, ['status', 'conditions']) ?? null,
      memberAt(application, ['status', 'sync', 'comparedTo']) ?? null,
      listDrifted(application),
    ]),
  };
}
