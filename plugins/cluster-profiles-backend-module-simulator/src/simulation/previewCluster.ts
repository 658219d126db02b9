import type {
  MachineReplacement,
  ObjectChanges,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ProviderPreview } from '@cluster-profiles/plugin-cluster-profiles-node';
import { checkKubernetesRules } from './checkKubernetesRules';
import {
  CONTROL_PLANE,
  type ClusterSpec,
  type SimulatedCluster,
} from './types';

/** What taking over this specification would do to what is there. */
export function previewCluster(
  spec: ClusterSpec,
  live: SimulatedCluster | undefined,
  options: { deleted: boolean },
): ProviderPreview {
  if (options.deleted) {
    return {
      objects: {
        created: [],
        changed: [],
        removed: live ? [...objectsOf(live.spec).keys()].sort() : [],
      },
      machinesReplaced: [],
      findings: [],
    };
  }
  return {
    objects: compareObjects(live?.spec, spec),
    machinesReplaced: live ? findReplacements(live, spec) : [],
    findings: checkKubernetesRules(spec, live),
  };
}

/** Objects with the content that decides whether they change. */
function objectsOf(spec: ClusterSpec): Map<string, string> {
  const { name, namespace, template } = spec;
  return new Map([
    [
      `Cluster ${namespace}/${name}`,
      JSON.stringify([spec.kubernetesVersion, spec.paused, spec.target]),
    ],
    [
      `KubeadmControlPlane ${name}`,
      JSON.stringify([spec.controlPlaneReplicas, template]),
    ],
    ...spec.workers.map(({ name: pool, replicas }): [string, string] => [
      `MachineDeployment ${name}-${pool}`,
      JSON.stringify([replicas, template]),
    ]),
  ]);
}

function compareObjects(
  before: ClusterSpec | undefined,
  after: ClusterSpec,
): ObjectChanges {
  const old = before ? objectsOf(before) : new Map<string, string>();
  const next = objectsOf(after);
  const names = [...next.keys()].sort();
  return {
    created: names.filter(name => !old.has(name)),
    changed: names.filter(
      name => old.has(name) && old.get(name) !== next.get(name),
    ),
    removed: [...old.keys()].filter(name => !next.has(name)).sort(),
  };
}

function findReplacements(
  live: SimulatedCluster,
  spec: ClusterSpec,
): MachineReplacement[] {
  const pools = [
    { name: CONTROL_PLANE, replicas: spec.controlPlaneReplicas },
    ...spec.workers,
  ];
  return pools.flatMap(({ name, replicas }) => {
    const outdated = live.machines.filter(
      machine =>
        machine.pool === name &&
        machine.phase !== 'deleting' &&
        machine.template !== spec.template,
    );
    const count = Math.min(outdated.length, replicas);
    return count > 0
      ? [{ pool: name, count, reason: replacementReason(live.spec, spec) }]
      : [];
  });
}

function replacementReason(before: ClusterSpec, after: ClusterSpec): string {
  const parts = [
    before.kubernetesVersion !== after.kubernetesVersion &&
      `Kubernetes ${before.kubernetesVersion} → ${after.kubernetesVersion}`,
    before.osVersion !== after.osVersion &&
      `operating system ${before.osVersion} → ${after.osVersion}`,
  ].filter(Boolean);
  return parts.join(', ') || 'settings of the machines';
}
