/** What objects of Kubernetes' own kinds make of themselves. Who may bring one may have it make the others. */
const MADE: Readonly<Record<string, readonly string[]>> = {
  'apps/Deployment': ['apps/ReplicaSet', '/Pod'],
  'apps/ReplicaSet': ['/Pod'],
  'apps/StatefulSet': ['/Pod', '/PersistentVolumeClaim'],
  'apps/DaemonSet': ['/Pod'],
  'batch/CronJob': ['batch/Job', '/Pod'],
  'batch/Job': ['/Pod'],
};

/** As `group/Kind`. Argo CD leaves what its AppProject does not let in out of the tree of a layer, where its health is explained. */
export function madeKinds(kinds: readonly string[]): string[] {
  return kinds.flatMap(kind => MADE[kind] ?? []);
}
