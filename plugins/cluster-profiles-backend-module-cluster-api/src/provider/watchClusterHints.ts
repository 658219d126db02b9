import type { KubernetesObject, Reflector, WatchClient } from '../kubernetes';

const API_VERSION = 'cluster.x-k8s.io/v1beta2';
const UID_LABEL = 'clusterprofiles.io/cluster-uid';
const CLUSTER_LABEL = 'cluster.x-k8s.io/cluster-name';
/** Kinds that move when a cluster does, besides the Cluster itself. */
const PARTS = ['Machine', 'MachineDeployment'] as const;

interface Marked {
  name: string;
  uid: string | undefined;
}

/** Calls `onHint` with the UID of each of our clusters that changes in a namespace, or whose machines do, until `signal` aborts. */
export function watchClusterHints(options: {
  watcher: WatchClient;
  namespace: string;
  onHint(clusterUid: string): void;
  signal: AbortSignal;
}): Reflector<unknown>[] {
  const { watcher, namespace, onHint, signal } = options;
  const uids = new Map<string, string>();
  const hint = (uid: string | undefined) => uid && onHint(uid);
  const common = { apiVersion: API_VERSION, namespace, signal };
  const clusters = watcher.watch<Marked>({
    ...common,
    kind: 'Cluster',
    labelSelector: UID_LABEL,
    project: ({ metadata }) => ({
      name: metadata.name,
      uid: metadata.labels?.[UID_LABEL],
    }),
    onChange: ({ name, uid }, change) => {
      if (change === 'deleted') {
        uids.delete(name);
      } else if (uid) {
        uids.set(name, uid);
      }
      hint(uid);
    },
  });
  const parts = PARTS.map(kind =>
    watcher.watch<string | undefined>({
      ...common,
      kind,
      labelSelector: CLUSTER_LABEL,
      project: clusterOf,
      onChange: name => hint(name && uids.get(name)),
    }),
  );
  return [clusters, ...parts];
}

function clusterOf({ metadata }: KubernetesObject): string | undefined {
  return metadata.labels?.[CLUSTER_LABEL];
}
