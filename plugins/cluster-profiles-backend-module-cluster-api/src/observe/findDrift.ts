import type { JsonValue } from '@backstage/types';
import type {
  DesiredState,
  ObjectDifference,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  findWriter,
  isJsonObject,
  listWriters,
  textAt,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import { AUTOSCALER_MAX, AUTOSCALER_MIN } from '../cluster/toClusterObject';
import { FIELD_MANAGER, type KubernetesObject } from '../kubernetes';
import { findUnownedEntries } from '../preview/findUnownedEntries';
import { fieldsByManager } from '../preview/managedFields';
import { objectName } from '../preview/objectName';

/** What of a Cluster we decide on. Cluster API itself writes beside it. */
const OURS = ['/spec/paused', '/spec/topology'];

/**
 * What others changed of a Cluster that we wrote: whoever changes the value of one of our fields takes it from us, and the API
 * server keeps the book. Who set the same value only shares it.
 */
export function findDrift(
  live: KubernetesObject,
  desired?: Pick<DesiredState, 'paused' | 'layers' | 'nodePools'>,
): ObjectDifference[] {
  const managers = fieldsByManager(live);
  const own = managers.get(FIELD_MANAGER) ?? new Set<string>();
  const unowned = findUnownedEntries(live);
  const taken = [...managers]
    .filter(([manager]) => manager !== FIELD_MANAGER)
    .flatMap(([manager, fields]) =>
      [...fields]
        .filter(
          path =>
            OURS.some(root => isWithin(path, root)) &&
            !own.has(path) &&
            ![...fields].some(other => other.startsWith(`${path}/`)) &&
            !unowned.some(entry => isWithin(path, entry.path)) &&
            !isScaledWithin(live, path),
        )
        .map((path): ObjectDifference => {
          const observed = valueAt(live, path);
          return {
            object: objectName(live),
            path,
            ...(observed !== undefined && { observed }),
            manager,
          };
        }),
    );
  const writers = listWriters(live);
  return [...unowned, ...taken]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(difference => {
      const { path, manager } = difference;
      const wanted = desired && desiredAt(path, desired);
      const { writtenAt } =
        findWriter(
          writers.filter(writer => writer.manager === manager),
          path,
        ) ?? {};
      return {
        ...difference,
        ...(wanted !== undefined && { desired: wanted }),
        ...(writtenAt !== undefined && { writtenAt }),
      };
    });
}

/** What we ask for, where that stands in the desired state as it is written; class variables are filled in on the way. */
function desiredAt(
  path: string,
  { paused, layers, nodePools }: NonNullable<Parameters<typeof findDrift>[1]>,
): JsonValue | undefined {
  const pool =
    /^\/spec\/topology\/workers\/machineDeployments\/([^/]+)\/replicas$/.exec(
      path,
    )?.[1];
  if (pool !== undefined) {
    return nodePools.workers.find(({ name }) => name === pool)?.replicas;
  }
  switch (path) {
    case '/spec/paused':
      return paused;
    case '/spec/topology/controlPlane/replicas':
      return nodePools.controlPlane.replicas;
    case '/spec/topology/version': {
      const version = layers.find(({ kind }) => kind === 'kubernetes')?.version;
      return version && `v${version.replace(/^v/, '')}`;
    }
    default:
      return undefined;
  }
}

/** Replicas that an autoscaler is free to choose; beyond its range they are drift. */
function isScaledWithin(live: KubernetesObject, path: string): boolean {
  const pool =
    /^(\/spec\/topology\/workers\/machineDeployments\/[^/]+)\/replicas$/.exec(
      path,
    )?.[1];
  if (!pool) {
    return false;
  }
  const replicas = valueAt(live, path);
  const annotations = valueAt(live, `${pool}/metadata/annotations`);
  const [min, max] = [AUTOSCALER_MIN, AUTOSCALER_MAX].map(name =>
    Number.parseInt(textAt(annotations, [name]), 10),
  );
  return typeof replicas === 'number' && replicas >= min && replicas <= max;
}

function isWithin(path: string, root: string): boolean {
  return path === root || path.startsWith(`${root}/`);
}

/** Follows a JSON pointer whose list entries are named. */
function valueAt(
  object: KubernetesObject,
  path: string,
): JsonValue | undefined {
  return path
    .split('/')
    .slice(1)
    .map(segment => segment.replace(/~1/g, '/').replace(/~0/g, '~'))
    .reduce<JsonValue | undefined>((value, segment) => {
      if (Array.isArray(value)) {
        return value.find(it => isJsonObject(it) && it.name === segment);
      }
      return isJsonObject(value) ? value[segment] : undefined;
    }, object as JsonValue);
}
