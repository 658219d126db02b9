import type { JsonValue } from '@backstage/types';
import {
  jsonPointer,
  type ObjectDifference,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { objectsAt, textAt } from '../classes/jsonValues';
import { FIELD_MANAGER, type KubernetesObject } from '../kubernetes';
import { fieldsByManager, foreignManager } from './managedFields';
import { objectName } from './objectName';

/** Lists of a Cluster that are ours alone; server-side apply merges them by name. */
const LISTS = [
  ['spec', 'topology', 'variables'],
  ['spec', 'topology', 'workers', 'machineDeployments'],
  ['spec', 'topology', 'workers', 'machinePools'],
];

/** Pools and variables of a live Cluster that we did not write: an apply neither conflicts with them nor removes them. */
export function findUnownedEntries(live: KubernetesObject): ObjectDifference[] {
  const managers = fieldsByManager(live);
  const own = managers.get(FIELD_MANAGER) ?? new Set();
  return LISTS.flatMap(list =>
    objectsAt(live, list).flatMap(entry => {
      const path = [...list, textAt(entry, ['name'])].reduce(jsonPointer, '');
      if (own.has(path)) {
        return [];
      }
      const manager = foreignManager(managers, path);
      return [
        {
          object: objectName(live),
          path,
          observed: entry as JsonValue,
          ...(manager ? { manager } : {}),
        },
      ];
    }),
  );
}
