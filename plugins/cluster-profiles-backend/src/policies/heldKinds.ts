import {
  CLUSTER_CHANGE_KINDS,
  isNewClusterKind,
} from '@cluster-profiles/plugin-cluster-profiles-common';

/** They say how a cluster is treated, and change nothing that runs there. */
const WRITES_NOTHING = ['pause', 'protect', 'extend-lifetime'];

/** Whether a change is kept out while clusters are frozen: all that writes to clusters, new ones too. */
export function isHeldByFreeze(kind: string): boolean {
  return (
    (CLUSTER_CHANGE_KINDS as readonly string[]).includes(kind) &&
    !WRITES_NOTHING.includes(kind)
  );
}

/** Whether a change waits for a maintenance window: what disturbs nothing that runs does not. */
export function waitsForWindow(kind: string): boolean {
  return isHeldByFreeze(kind) && !isNewClusterKind(kind);
}
