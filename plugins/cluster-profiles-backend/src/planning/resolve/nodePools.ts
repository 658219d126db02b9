import {
  jsonPointer,
  substitute,
  type DesiredNodePools,
  type DesiredWorkerPool,
  type ProfileVersion,
  type ProfileWorkerPool,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { JsonObject } from '@backstage/types';
import { refuseAny, type Refusal } from '../refuse';

/** Key of the control plane among pools. */
export const CONTROL_PLANE = 'controlPlane';
const DEFAULT_CONTROL_PLANE = 3;
const CONTROL_PLANE_SIZES = [1, 3, 5];
const DRIVEN = /^\$\{\{\s*parameters\.([A-Za-z0-9_.-]+)\s*\}\}$/;

/** Every pool of a profile as written, the control plane included. */
export function profilePools(
  version: ProfileVersion,
): Map<string, Omit<ProfileWorkerPool, 'name'>> {
  const { controlPlane, workers = [] } = version.document.spec.nodePools ?? {};
  return new Map<string, Omit<ProfileWorkerPool, 'name'>>([
    [CONTROL_PLANE, controlPlane ?? { replicas: DEFAULT_CONTROL_PLANE }],
    ...workers.map(({ name, ...size }): [string, typeof size] => [name, size]),
  ]);
}

/** Path of the parameter that sets a number of machines, where nothing else does. */
export function drivingParameter(
  written: number | string | undefined,
): string[] | undefined {
  return typeof written === 'string'
    ? DRIVEN.exec(written)?.[1].split('.')
    : undefined;
}

/** Node pools in numbers; replicas set on the cluster win over those of the profile, where no autoscaler decides. */
export function composeNodePools(options: {
  version: ProfileVersion;
  poolOverrides: Record<string, number>;
  scope: JsonObject;
}): DesiredNodePools {
  const refusals: Refusal[] = [];
  const pools = [...profilePools(options.version)].map(([name, written]) => {
    const { pool, refused } = composePool(name, written, options);
    refusals.push(...refused);
    return pool;
  });
  refuseAny('input', refusals);
  const [{ replicas }, ...workers] = pools;
  return {
    controlPlane: { replicas },
    workers: workers.sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

function composePool(
  name: string,
  written: Omit<ProfileWorkerPool, 'name'>,
  options: { poolOverrides: Record<string, number>; scope: JsonObject },
): { pool: DesiredWorkerPool; refused: Refusal[] } {
  const { min, max, replicas: start = min } = written;
  const resolve = (value: number | string) =>
    substitute(value, options.scope) as number;
  const refused: Refusal[] = [];
  const sized = (value: number, source: number | string): number => {
    const refusal = checkReplicas(name, value);
    if (refusal) {
      refused.push({ ...refusal, path: poolPath(name, source) });
    }
    return value;
  };
  if (min === undefined || max === undefined) {
    const replicas = Object.hasOwn(options.poolOverrides, name)
      ? options.poolOverrides[name]
      : resolve(start!);
    return { pool: { name, replicas: sized(replicas, start!) }, refused };
  }
  const range = {
    min: sized(resolve(min), min),
    max: sized(resolve(max), max),
  };
  if (refused.length === 0 && range.min > range.max) {
    refused.push({
      code: 'pool-range',
      message: `Pool "${name}" cannot have at least ${range.min} and at most ${range.max} machines.`,
      path: poolPath(name, min),
      remedy: 'Give a min that is not above max.',
    });
  }
  // Only a start: a range that a parameter moves takes it along.
  const replicas = sized(resolve(start!), start!);
  return {
    pool: {
      name,
      replicas: Math.min(Math.max(replicas, range.min), range.max),
      ...range,
    },
    refused,
  };
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
