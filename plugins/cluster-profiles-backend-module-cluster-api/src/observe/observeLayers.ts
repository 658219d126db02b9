import semver from 'semver';
import type {
  DesiredState,
  DriftState,
  ObjectDifference,
  ObservedLayer,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { LiveMarks } from '../cluster/types';
import { findCurrentCondition, type ClusterObjects } from './clusterObjects';
import { versionOnTheWay } from './findNextApply';
import { findIncomplete, findOutdated } from './findOutdated';
import { withoutV } from './observeMachines';

/** Reasons of `TopologyReconciled` that do not go away by waiting. */
const STUCK = new Set(['ReconcileFailed', 'ClusterClassNotReconciled']);

/**
 * The layers that came with the last write. They are made of machines, so none of them has a digest before every machine is
 * proven to be made from it.
 */
export function observeLayers(options: {
  objects: ClusterObjects;
  marks: LiveMarks;
  desired: Pick<DesiredState, 'layers' | 'kubernetesPath'>;
  /** What differs from what we wrote; told at the layer `kubernetes`. */
  differences: readonly ObjectDifference[];
}): ObservedLayer[] {
  const { objects, marks, desired, differences } = options;
  const between = versionOnTheWay(objects, desired);
  const outdated =
    findOutdated(objects) ??
    (between && `Kubernetes ${between} is only a step on the way`);
  const incomplete = outdated ?? findIncomplete(objects);
  const health = deriveHealth(objects, incomplete);
  const kinds = new Map(desired.layers.map(({ name, kind }) => [name, kind]));
  return Object.entries(marks.layers)
    .map(([name, written]): ObservedLayer => {
      const isKubernetes = kinds.get(name) === 'kubernetes';
      const version = isKubernetes
        ? oldestVersion(objects, written.version)
        : !outdated && written.version;
      const drifted = isKubernetes && differences.length > 0;
      return {
        name,
        ...(version && { version }),
        ...(!outdated && { digest: written.digest }),
        health,
        drift: driftOf({ outdated: outdated !== undefined, drifted }),
        ...(drifted && { differences: [...differences] }),
        ...(incomplete && { message: incomplete }),
      };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function deriveHealth(
  objects: ClusterObjects,
  incomplete: string | undefined,
): ObservedLayer['health'] {
  if (!incomplete) {
    return 'Healthy';
  }
  const { reason = '' } =
    findCurrentCondition(objects.cluster, 'TopologyReconciled') ?? {};
  if (STUCK.has(reason)) {
    return 'Degraded';
  }
  return objects.machines.length > 0 ? 'Progressing' : 'Missing';
}

/** What runs everywhere at least, written as the layer writes it. */
function oldestVersion(
  { machines }: ClusterObjects,
  written: string,
): string | undefined {
  const [oldest] = machines
    .map(({ spec }) => withoutV(spec?.version ?? ''))
    .filter(version => semver.valid(version) !== null)
    .sort(semver.compare);
  return oldest === withoutV(written) ? written : oldest;
}

function driftOf(options: { outdated: boolean; drifted: boolean }): DriftState {
  if (options.outdated) {
    return 'Unknown';
  }
  return options.drifted ? 'Drifted' : 'InSync';
}
