import { isDeepStrictEqual } from 'node:util';
import type { JsonValue } from '@backstage/types';
import type {
  DesiredState,
  ObjectDifference,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { candidatePairs, listLeaves, replacements } from './candidateValues';
import { CONTROL_PLANE, WORKERS } from './traceCluster';
import { isCalled } from './traceLayer';

type Side = Pick<DesiredState, 'layers' | 'nodePools'>;

/**
 * Whether a change makes what was found in a layer the desired value, as far as values tell: a size of a pool, a value that has the
 * name of the field, or one that takes the place of what was desired. Pure.
 */
export function setsObserved(
  { before, after }: { before: Side; after: Side },
  { layer, difference }: { layer: string; difference: ObjectDifference },
): boolean {
  const { observed, path } = difference;
  if (observed === undefined) {
    return false;
  }
  const isPool = path === CONTROL_PLANE || WORKERS.test(path);
  if (isPool) {
    const size = sizeOf(after, path);
    return size === observed && size !== sizeOf(before, path);
  }
  const values = valuesOf(before, layer);
  const was = new Map(listLeaves(values).map(leaf => [leaf.path, leaf.value]));
  const is = new Map(
    listLeaves(valuesOf(after, layer))
      .filter(leaf => !isDeepStrictEqual(was.get(leaf.path), leaf.value))
      .map(leaf => [leaf.path, leaf.value]),
  );
  const field = lastOf(path);
  return (
    [...is].some(
      ([at, value]) =>
        (isCalled(lastOf(at), field) && isDeepStrictEqual(value, observed)) ||
        includes(replacements(was.get(at) ?? '', difference), value),
    ) ||
    candidatePairs(values, difference).some(pair =>
      pair.every(({ path: at, value }) => isDeepStrictEqual(is.get(at), value)),
    )
  );
}

function valuesOf({ layers }: Side, layer: string) {
  return layers.find(({ name }) => name === layer)?.values ?? {};
}

function sizeOf({ nodePools }: Side, path: string): number | undefined {
  const pool = WORKERS.exec(path)?.[1];
  return pool === undefined
    ? nodePools.controlPlane?.replicas
    : nodePools.workers.find(({ name }) => name === pool)?.replicas;
}

function includes(values: readonly JsonValue[], value: JsonValue): boolean {
  return values.some(it => isDeepStrictEqual(it, value));
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
