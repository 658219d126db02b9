import type { JsonValue } from '@backstage/types';
import {
  canonicalJson,
  diffValues,
  type MachineReplacement,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  memberAt,
  textAt,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import type { ClassBundle } from '../classes/types';
import type { KubernetesObject } from '../kubernetes';
import { affectingPatches } from './affectingPatches';
import { builtinVariables } from './builtinVariables';
import { groupBlueprint } from './groupBlueprint';
import { machineGroups, type MachineGroup } from './machineGroups';

/** One side of a comparison. */
export interface ClusterSide {
  bundle: ClassBundle;
  /** The Cluster, live or as a dry run returned it. */
  cluster: KubernetesObject;
}

/**
 * Which machines a change replaces: a superset. Equal content gives none, whatever the names and the order are. Machines are
 * counted as the side before has them, unless `machines` says how many there are.
 */
export function predictReplacements(options: {
  before: ClusterSide;
  after: ClusterSide;
  /** Machines by pool, `controlPlane` for the control plane; needed where an autoscaler decides. */
  machines?: Record<string, number>;
}): MachineReplacement[] {
  const { before, machines = {} } = options;
  const after = isSameClass(before.cluster, options.after.cluster)
    ? { ...options.after, bundle: before.bundle }
    : options.after;
  const [controlPlaneBefore, ...workersBefore] = machineGroups(before.cluster);
  const [controlPlaneAfter, ...workersAfter] = machineGroups(after.cluster);
  const pairs = [
    [controlPlaneBefore, controlPlaneAfter],
    ...workersBefore.flatMap(group => {
      const same = workersAfter.find(
        ({ pool, kind }) => pool === group.pool && kind === group.kind,
      );
      return same ? [[group, same]] : [];
    }),
  ];
  return pairs.flatMap(([groupBefore, groupAfter]) => {
    const reasons = replacementReasons(
      { ...before, group: groupBefore, controlPlane: controlPlaneBefore },
      { ...after, group: groupAfter, controlPlane: controlPlaneAfter },
    );
    const count = Object.hasOwn(machines, groupBefore.pool)
      ? machines[groupBefore.pool]
      : machineCount(groupBefore);
    return reasons.length > 0 && count > 0
      ? [{ pool: groupBefore.pool, count, reason: reasons.join(', ') }]
      : [];
  });
}

/** A class and its templates never change under their name; as files they lack what a server fills in. */
function isSameClass(before: KubernetesObject, after: KubernetesObject) {
  const [a, b] = [before, after].map(({ metadata, spec }) =>
    canonicalJson([
      metadata.namespace ?? '',
      memberAt(spec, ['topology', 'classRef']) ?? '',
    ]),
  );
  return a === b;
}

interface GroupSide extends ClusterSide {
  group: MachineGroup;
  controlPlane: MachineGroup;
}

function replacementReasons(before: GroupSide, after: GroupSide): string[] {
  const old = groupBlueprint(before.bundle, before.group);
  const next = groupBlueprint(after.bundle, after.group);
  return [
    ...moved('Kubernetes', versionOf(before.cluster), versionOf(after.cluster)),
    ...moved('worker class', before.group.class, after.group.class),
    ...moved(
      'failure domain',
      failureDomain(before.group, old.failureDomain),
      failureDomain(after.group, next.failureDomain),
    ),
    ...moved(
      'rollout after',
      textAt(before.group.topology, ['rollout', 'after']),
      textAt(after.group.topology, ['rollout', 'after']),
    ),
    ...changedKeys(old.templates, next.templates).map(
      template => `template ${template}`,
    ),
    ...affectingPatches({
      before: old.patches,
      after: next.patches,
      changedVariables: changedKeys(
        serialized(before.group.variables),
        serialized(after.group.variables),
      ),
      builtins: [builtinsOf(before), builtinsOf(after)],
      identical: isIdentical(before, after),
    }),
  ];
}

function moved(what: string, before: string, after: string): string[] {
  return before === after
    ? []
    : [`${what} ${before || 'unset'} → ${after || 'unset'}`];
}

function versionOf(cluster: KubernetesObject): string {
  return textAt(cluster, ['spec', 'topology', 'version']).replace(/^v/, '');
}

function failureDomain(group: MachineGroup, ofClass: string): string {
  return textAt(group.topology, ['failureDomain']) || ofClass;
}

function builtinsOf({ cluster, group, controlPlane }: GroupSide) {
  return builtinVariables(cluster, group, controlPlane);
}

function changedKeys(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): string[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter(key => before.get(key) !== after.get(key))
    .sort();
}

function serialized(values: ReadonlyMap<string, JsonValue>) {
  return new Map(
    [...values].map(([name, value]) => [name, canonicalJson(value)]),
  );
}

/** What no extension can tell apart. */
function isIdentical(before: ClusterSide, after: ClusterSide): boolean {
  return (
    before.bundle.hash === after.bundle.hash &&
    diffValues(before.cluster.spec, after.cluster.spec).length === 0
  );
}

function machineCount({ topology }: MachineGroup): number {
  const replicas = memberAt(topology, ['replicas']);
  if (typeof replicas === 'number') {
    return replicas;
  }
  const annotations = memberAt(topology, ['metadata', 'annotations']);
  const most = textAt(annotations, [
    'cluster.x-k8s.io/cluster-api-autoscaler-node-group-max-size',
  ]);
  // One is what Cluster API makes where nobody says a number.
  return Number.parseInt(most, 10) || 1;
}
