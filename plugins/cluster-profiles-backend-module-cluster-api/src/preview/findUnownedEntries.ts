import type { JsonValue } from '@backstage/types';
import {
  jsonPointer,
  type ObjectDifference,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  objectsAt,
  textAt,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import { FIELD_MANAGER, type KubernetesObject } from '../kubernetes';
import { fieldsByManager, foreignManager } from './managedFields';
import { objectName } from './objectName';

/** Lists of a Cluster that are ours alone; server-side apply merges them by name. */
const LISTS = [
  ['spec', 'topology', 'variables'],
  ['spec', 'topology', 'workers', 'machineDeployments'],
  ['spec', 'topology', 'workers', 'machinePools'],
];

/**
 * Pools and variables of a live Cluster that we did not write: an apply neither conflicts with them nor removes them. With `written`,
 * an object on its way there: those that it leaves there unnamed, also what we give up and another manager keeps.
 */
export function findUnownedEntries(
  live: KubernetesObject,
  written?: KubernetesObject,
): ObjectDifference[] {
  const managers = fieldsByManager(live);
  const own = managers.get(FIELD_MANAGER) ?? new Set();
  const named = new Set(written ? entriesOf(written).keys() : []);
  return [...entriesOf(live)].flatMap(([path, entry]) => {
    const manager = foreignManager(managers, path);
    const goes = own.has(path) && !(written && manager);
    if (goes || named.has(path)) {
      return [];
    }
    return [
      {
        object: objectName(live),
        path,
        observed: entry as JsonValue,
        ...(manager ? { manager } : {}),
      },
    ];
  });
}

/** By JSON pointer. */
function entriesOf(object: KubernetesObject): Map<string, unknown> {
  return new Map(
    LISTS.flatMap(list =>
      objectsAt(object, list).map(entry => [
        [...list, textAt(entry, ['name'])].reduce(jsonPointer, ''),
        entry,
      ]),
    ),
  );
}
