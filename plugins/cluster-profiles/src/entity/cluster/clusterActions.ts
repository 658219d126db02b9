import type {
  ClusterDetail,
  DesiredProfile,
} from '@cluster-profiles/plugin-cluster-profiles-common';

export type ClusterActionId =
  | 'adopt'
  | 'upgrade'
  | 'resize'
  | 'parameters'
  | 'override'
  | 'roll-back'
  | 'add-profile'
  | 'remove-profile'
  | 'retarget'
  | 'pause'
  | 'protect'
  | 'lifetime'
  | 'delete';

export interface ClusterAction {
  id: ClusterActionId;
  title: string;
  destructive?: boolean;
  /** Why it cannot be proposed now, or not by the reader. */
  disabledReason?: string;
}

type Kind = keyof ClusterDetail['permitted'];

/** What can be proposed for a cluster; what its state rules out, or the reader may not do, says why. */
export function clusterActions(cluster: ClusterDetail): ClusterAction[] {
  const action = (
    id: ClusterActionId,
    title: string,
    more: { kind?: Kind; destructive?: boolean } = {},
  ): ClusterAction => {
    const { allowed, reason } = cluster.permitted[more.kind ?? (id as Kind)];
    return {
      id,
      title,
      destructive: more.destructive,
      disabledReason: allowed
        ? undefined
        : (reason ?? 'You may not propose this change'),
    };
  };
  return [
    ...(cluster.desired?.observeOnly
      ? [action('adopt', 'Adopt into a profile…')]
      : []),
    action('upgrade', 'Upgrade'),
    action('resize', 'Resize'),
    action('parameters', 'Set parameters', { kind: 'set-parameters' }),
    action('override', 'Override a value'),
    action('roll-back', 'Roll back'),
    action('add-profile', 'Add an add-on profile'),
    ...(addOnProfiles(cluster).length > 0
      ? [action('remove-profile', 'Remove an add-on profile')]
      : []),
    ...(targetChanged(cluster) ? [action('retarget', 'Retarget')] : []),
    action('pause', cluster.paused ? 'Resume' : 'Pause', {
      kind: cluster.paused ? 'resume' : 'pause',
    }),
    action('protect', cluster.protected ? 'Remove protection' : 'Protect'),
    ...(cluster.endsOn
      ? [action('lifetime', 'Move its last day', { kind: 'extend-lifetime' })]
      : []),
    cluster.forceDelete
      ? {
          ...action('delete', 'Force the deletion', { destructive: true }),
          disabledReason: cluster.forceDelete.reason,
        }
      : action('delete', 'Delete', { destructive: true }),
  ];
}

/** The one reason why none of the actions can be proposed; undefined where they differ. */
export function commonRefusal(
  actions: readonly ClusterAction[],
): string | undefined {
  const [{ disabledReason }] = actions;
  return actions.every(action => action.disabledReason === disabledReason)
    ? disabledReason
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
