import type { ObservedCluster } from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  isAutoscaled,
  poolRange,
  poolSizeText,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Obstacle, Picture } from './types';

/** What is missing of control plane and workers: machines that are not ready, not as desired, or too many. */
export function machineObstacles(
  { desired }: Picture,
  { machines }: ObservedCluster,
): Obstacle[] {
  const kubernetes = desired.layers.find(({ kind }) => kind === 'kubernetes');
  if (!kubernetes) {
    return []; // A cluster that others created: its machines are not ours.
  }
  const { controlPlane, workers } = desired.nodePools;
  const pools = [
    { name: 'controlPlane', replicas: controlPlane.replicas },
    ...workers,
  ];
  const known = new Set(pools.map(({ name }) => name));
  const surplus = machines.filter(({ pool }) => !known.has(pool));

  return [
    ...pools.flatMap((wanted): Obstacle[] => {
      const { name } = wanted;
      const { min, max } = poolRange(wanted);
      const members = machines.filter(({ pool }) => pool === name);
      const done = members.filter(
        machine =>
          machine.ready &&
          machine.upToDate &&
          !machine.deleting &&
          sameVersion(machine.kubernetesVersion, kubernetes.version),
      );
      const fits = members.length >= min && members.length <= max;
      if (fits && done.length === members.length) {
        return [];
      }
      const told = members.find(({ message }) => message)?.message;
      const title =
        name === 'controlPlane' ? 'Control plane' : `Workers ${name}`;
      const replacing = members.some(({ upToDate }) => !upToDate);
      const detail =
        members.length > max && !replacing
          ? `${members.length} machines, ${poolSizeText(wanted)} desired`
          : `${done.length} of ${isAutoscaled(wanted) && fits ? members.length : poolSizeText(wanted)} machines ${
              replacing ? 'replaced' : 'ready'
            }`;
      return [
        {
          about: name === 'controlPlane' ? 'control-plane' : 'workers',
          name,
          message: `${title}: ${detail}${told ? `, ${told}` : ''}`,
          moving: replacing || members.some(({ deleting }) => deleting),
        },
      ];
    }),
    ...(surplus.length
      ? [
          {
            about: 'workers' as const,
            message: `${surplus.length} machines of pools that are not desired any more are still there`,
            moving: true,
          },
        ]
      : []),
  ];
}

function sameVersion(observed: string, desired: string): boolean {
  return observed.replace(/^v/, '') === desired.replace(/^v/, '');
}
