import type {
  ClusterDetail,
  DesiredProfile,
} from '@cluster-profiles/plugin-cluster-profiles-common';

export type ClusterActionId =
  | 'upgrade'
  | 'resize'
  | 'parameters'
  | 'roll-back'
  | 'add-profile'
  | 'remove-profile'
  | 'retarget'
  | 'pause'
  | 'protect'
  | 'delete';

export interface ClusterAction {
  id: ClusterActionId;
  title: string;
  destructive?: boolean;
  /** Why it makes no sense now; whether the reader may do it, the preview says. */
  disabledReason?: string;
}

/** What can be proposed for a cluster in its present state. */
export function clusterActions(cluster: ClusterDetail): ClusterAction[] {
  const gone =
    cluster.phase === 'deleted' || cluster.phase === 'deleting'
      ? 'it is being deleted'
      : undefined;
  const none = cluster.desired ? undefined : 'nothing is accepted yet';
  const reason = gone ?? none;
  return [
    {
      id: 'upgrade',
      title: 'Upgrade',
      disabledReason: reason ?? upgradeReason(cluster),
    },
    { id: 'resize', title: 'Resize', disabledReason: reason },
    { id: 'parameters', title: 'Set parameters', disabledReason: reason },
    {
      id: 'roll-back',
      title: 'Roll back',
      disabledReason:
        reason ??
        ((cluster.revision ?? 0) < 2
          ? 'there is no earlier revision'
          : undefined),
    },
    {
      id: 'add-profile',
      title: 'Add an add-on profile',
      disabledReason: reason,
    },
    ...(addOnProfiles(cluster).length > 0
      ? [
          {
            id: 'remove-profile' as const,
            title: 'Remove an add-on profile',
            disabledReason: reason,
          },
        ]
      : []),
    ...(targetChanged(cluster)
      ? [
          {
            id: 'retarget' as const,
            title: 'Retarget',
            disabledReason: reason,
          },
        ]
      : []),
    {
      id: 'pause',
      title: cluster.paused ? 'Resume' : 'Pause',
      disabledReason: reason,
    },
    {
      id: 'protect',
      title: cluster.protected ? 'Remove protection' : 'Protect',
      disabledReason: reason,
    },
    {
      id: 'delete',
      title: 'Delete',
      destructive: true,
      disabledReason:
        gone ??
        (cluster.protected
          ? 'it is protected; remove the protection first'
          : undefined),
    },
  ];
}

function upgradeReason(cluster: ClusterDetail): string | undefined {
  return cluster.behind === 0 && cluster.profiles.length < 2
    ? 'it runs the newest version'
    : undefined;
}

/** Add-on profiles that the cluster runs. */
export function addOnProfiles({ profiles }: ClusterDetail): DesiredProfile[] {
  return profiles.filter(({ type }) => type === 'add-on');
}

/** Held because the configuration says something else of the target now. */
function targetChanged({ conditions }: ClusterDetail): boolean {
  return conditions.some(
    ({ type, status, reason }) =>
      type === 'Held' && status === 'True' && reason === 'TargetChanged',
  );
}
