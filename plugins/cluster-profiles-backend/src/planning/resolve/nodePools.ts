import {
  jsonPointer,
  substitute,
  type DesiredNodePools,
  type ProfileVersion,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { JsonObject } from '@backstage/types';
import { refuseAny, type Refusal } from '../refuse';

/** Key of the control plane among pools. */
export const CONTROL_PLANE = 'controlPlane';
const DEFAULT_CONTROL_PLANE = 3;
const CONTROL_PLANE_SIZES = [1, 3, 5];
const DRIVEN = /^\$\{\{\s*parameters\.([A-Za-z0-9_.-]+)\s*\}\}$/;

/** Every pool of a profile with its replicas as written, the control plane included. */
export function profilePools(
  version: ProfileVersion,
): Map<string, number | string> {
  const { controlPlane, workers = [] } = version.document.spec.nodePools ?? {};
  return new Map<string, number | string>([
    [CONTROL_PLANE, controlPlane?.replicas ?? DEFAULT_CONTROL_PLANE],
    ...workers.map(({ name, replicas }): [string, number | string] => [
      name,
      replicas,
    ]),
  ]);
}

/** Path of the parameter that sets the replicas of a pool, where nothing else does. */
export function drivingParameter(
  replicas: number | string | undefined,
): string[] | undefined {
  return typeof replicas === 'string'
    ? DRIVEN.exec(replicas)?.[1].split('.')
    : undefined;
}

/** Node pools in numbers; replicas set on the cluster win over those of the profile. */
export function composeNodePools(options: {
  version: ProfileVersion;
  poolOverrides: Record<string, number>;
  scope: JsonObject;
}): DesiredNodePools {
  const refusals: Refusal[] = [];
  const replicas = new Map<string, number>();
  for (const [pool, written] of profilePools(options.version)) {
    const value = Object.hasOwn(options.poolOverrides, pool)
      ? options.poolOverrides[pool]
      : substitute(written, options.scope);
    const refusal = checkReplicas(pool, value);
    if (refusal) {
      refusals.push({ ...refusal, path: poolPath(pool, written) });
    }
    replicas.set(pool, value as number);
  }
  refuseAny('input', refusals);
  return {
    controlPlane: { replicas: replicas.get(CONTROL_PLANE)! },
    workers: [...replicas]
      .filter(([pool]) => pool !== CONTROL_PLANE)
      .map(([name, count]) => ({ name, replicas: count }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

/** All machines of a cluster. */
export function countNodes(pools: DesiredNodePools): number {
  return pools.workers.reduce(
    (sum, pool) => sum + pool.replicas,
    pools.controlPlane.replicas,
  );
}

function checkReplicas(pool: string, value: unknown): Refusal | undefined {
  if (pool === CONTROL_PLANE) {
    return CONTROL_PLANE_SIZES.includes(value as number)
      ? undefined
      : {
          code: 'control-plane-size',
          message: `A control plane has 1, 3 or 5 machines, not ${value}.`,
          remedy: 'Choose an odd number, so that a majority always exists.',
        };
  }
  return Number.isSafeInteger(value) && (value as number) >= 0
    ? undefined
    : {
        code: 'pool-size',
        message: `Pool "${pool}" needs a whole number of machines, 0 or more, not ${value}.`,
      };
}

/** Points at the parameter that drives the pool, otherwise at the pool of a resize. */
function poolPath(pool: string, written: number | string): string {
  const parameter = drivingParameter(written);
  if (parameter) {
    return parameter.reduce(jsonPointer, '/parameters');
  }
  return pool === CONTROL_PLANE
    ? '/controlPlane'
    : jsonPointer('/workers', pool);
}
