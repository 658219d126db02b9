import type { JsonValue } from '@backstage/types';
import {
  isAutoscaled,
  jsonPointer,
  type DesiredState,
  type ObjectDifference,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  memberAt,
  objectsAt,
  textAt,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import { findMarks } from '../cluster/findMarks';
import { providerDigest } from '../cluster/providerDigest';
import { readProviderConfig } from '../cluster/readProviderConfig';
import type { KubernetesObject } from '../kubernetes';
import { objectName } from '../preview/objectName';

const TOPOLOGY = ['spec', 'topology'];
const POOLS = [...TOPOLOGY, 'workers', 'machineDeployments'];
const VARIABLES = [...TOPOLOGY, 'variables'];

/** A field that we wrote, and what we ask for where that stands in the desired state. */
type Wanted = { path: string[]; desired?: JsonValue };

/**
 * What others took out of a Cluster that we wrote. The API server keeps the book of who set a field, not of who removed one: what is
 * missing is told by what the desired state names. Variables that the class has a default for come back with that, and are told as
 * entries of nobody.
 */
export function findRemoved(
  live: KubernetesObject,
  desired: DesiredState,
): ObjectDifference[] {
  // What was not written yet is not missing.
  if (findMarks(live).digest !== providerDigest(desired)) {
    return [];
  }
  return [
    ...missingSizes(live, desired),
    ...missingVariables(live, desired),
  ].map(({ path, desired: wanted }) => ({
    object: objectName(live),
    path: path.reduce(jsonPointer, ''),
    ...(wanted !== undefined && { desired: wanted }),
  }));
}

function missingSizes(
  live: KubernetesObject,
  { nodePools: { controlPlane, workers } }: DesiredState,
): Wanted[] {
  const pools = new Map(
    objectsAt(live, POOLS).map(pool => [textAt(pool, ['name']), pool]),
  );
  const ofControlPlane = [...TOPOLOGY, 'controlPlane', 'replicas'];
  return [
    ...(memberAt(live, ofControlPlane) === undefined
      ? [{ path: ofControlPlane, desired: controlPlane.replicas }]
      : []),
    ...workers.flatMap((worker): Wanted[] => {
      const { name, replicas } = worker;
      const pool = pools.get(name);
      if (!pool) {
        return [{ path: [...POOLS, name], desired: { ...worker } }];
      }
      return pool.replicas === undefined && !isAutoscaled(worker)
        ? [{ path: [...POOLS, name, 'replicas'], desired: replicas }]
        : [];
    }),
  ];
}

function missingVariables(
  live: KubernetesObject,
  { providerConfig }: DesiredState,
): Wanted[] {
  const { entry } = readProviderConfig(providerConfig);
  const there = new Set(
    objectsAt(live, VARIABLES).map(variable => textAt(variable, ['name'])),
  );
  return Object.entries({
    ...entry?.variables,
    ...entry?.variablesByKubernetes,
  })
    .filter(([name, value]) => value !== null && !there.has(name))
    .map(([name]) => ({ path: [...VARIABLES, name] }));
}
