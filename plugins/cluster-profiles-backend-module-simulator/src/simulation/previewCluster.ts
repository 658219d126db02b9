import {
  checkKubernetesMove,
  hasSteps,
  type DesiredState,
  type MachineReplacement,
  type ObjectChanges,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ProviderPreview } from '@cluster-profiles/plugin-cluster-profiles-node';
import semver from 'semver';
import { clusterSpec } from './clusterSpec';
import { checkKubernetesRules } from './checkKubernetesRules';
import {
  CONTROL_PLANE,
  type ClusterSpec,
  type SimulatedCluster,
} from './types';

/** What taking over this state would do to what is there. */
export function previewCluster(
  desired: DesiredState,
  live: SimulatedCluster | undefined,
): ProviderPreview {
  if (desired.deleted) {
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
  const kubernetesPath = findPath(desired, live);
  const { kubernetesPath: earlier, ...rest } = desired;
  const spec = clusterSpec(
    hasSteps(kubernetesPath ?? []) ? { ...rest, kubernetesPath } : rest,
    live,
  );
  return {
    objects: compareObjects(live?.spec, spec),
    machinesReplaced: live ? findReplacements(live, spec) : [],
    findings: checkKubernetesRules(spec, live),
    ...(kubernetesPath && { kubernetesPath }),
  };
}

/** The way from the oldest machine, along what the profile names; undefined where there is none. */
function findPath(
  { layers }: DesiredState,
  live: SimulatedCluster | undefined,
): string[] | undefined {
  const layer = layers.find(({ kind }) => kind === 'kubernetes');
  if (!live || !layer) {
    return [];
  }
  const [from] = [
    live.spec.kubernetesVersion,
    ...live.machines.map(({ kubernetesVersion }) => kubernetesVersion),
  ]
    .filter(version => semver.valid(version) !== null)
    .sort(semver.compare);
  if (!from) {
    return [];
  }
  const { path, findings } = checkKubernetesMove({
    from,
    to: layer.version,
    through: layer.through,
  });
  return findings.length > 0 ? undefined : path;
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
  const path = after.kubernetesPath ?? [
    before.kubernetesVersion,
    after.kubernetesVersion,
  ];
  const parts = [
    path[0] !== path[1] && `Kubernetes ${path.join(' → ')}`,
    before.osVersion !== after.osVersion &&
      `operating system ${before.osVersion} → ${after.osVersion}`,
  ].filter(Boolean);
  return parts.join(', ') || 'settings of the machines';
}
