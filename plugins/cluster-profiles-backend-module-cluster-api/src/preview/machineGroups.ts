import type { JsonObject, JsonValue } from '@backstage/types';
import {
  memberAt,
  objectsAt,
  textAt,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import type { KubernetesObject } from '../kubernetes';

/** Machines that Cluster API makes and replaces together. */
export interface MachineGroup {
  /** Name of the pool, or `controlPlane`. */
  pool: string;
  kind: 'controlPlane' | 'machineDeployment' | 'machinePool';
  /** Worker class; empty for the control plane. */
  class: string;
  /** Entry of the topology. */
  topology: JsonObject;
  /** Values that hold for these machines, by name. */
  variables: Map<string, JsonValue>;
}

const CONTROL_PLANE = 'controlPlane';
const WORKERS = [
  ['machineDeployments', 'machineDeployment'],
  ['machinePools', 'machinePool'],
] as const;

/** The groups of machines of a Cluster, control plane first. */
export function machineGroups(cluster: KubernetesObject): MachineGroup[] {
  const shared = variablesAt(cluster, ['spec', 'topology', 'variables']);
  const group = (
    pool: string,
    kind: MachineGroup['kind'],
    topology: JsonObject,
  ): MachineGroup => ({
    pool,
    kind,
    class: textAt(topology, ['class']),
    topology,
    variables: new Map([
      ...shared,
      ...variablesAt(topology, ['variables', 'overrides']),
    ]),
  });
  return [
    group(
      CONTROL_PLANE,
      'controlPlane',
      (memberAt(cluster, ['spec', 'topology', 'controlPlane']) ??
        {}) as JsonObject,
    ),
    ...WORKERS.flatMap(([list, kind]) =>
      objectsAt(cluster, ['spec', 'topology', 'workers', list]).map(topology =>
        group(textAt(topology, ['name']), kind, topology),
      ),
    ),
  ];
}

function variablesAt(
  value: unknown,
  path: readonly string[],
): Array<[string, JsonValue]> {
  return objectsAt(value, path).map(variable => [
    textAt(variable, ['name']),
    variable.value ?? null,
  ]);
}
