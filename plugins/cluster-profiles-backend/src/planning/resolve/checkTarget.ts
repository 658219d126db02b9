import type {
  ProfileVersion,
  Target,
  TargetSnapshot,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Refusal } from '../refuse';

/** Production takes only profiles whose lifecycle is `production`. */
export function checkLifecycle(
  versions: ReadonlyArray<
    Pick<ProfileVersion, 'profile' | 'version' | 'lifecycle'>
  >,
  target: Pick<TargetSnapshot, 'name' | 'stage'>,
): Refusal[] {
  return target.stage !== 'production'
    ? []
    : versions
        .filter(version => version.lifecycle !== 'production')
        .map(version => ({
          code: 'lifecycle-not-production',
          message: `${version.profile} ${version.version} has lifecycle "${version.lifecycle}"; target "${target.name}" is production and takes only "production".`,
          path: '/target',
          remedy: 'Choose another target, or a version that is ready for it.',
        }));
}

/** Limits of the target: clusters where one is added, nodes where a cluster grows. */
export function checkLimits(options: {
  target?: Target;
  /** Clusters on the target after the change; absent where none is added. */
  clusters?: number;
  nodes: number;
  nodesBefore: number;
}): Refusal[] {
  const { target, clusters, nodes, nodesBefore } = options;
  const limits = target?.limits ?? {};
  const refusals: Refusal[] = [];
  if (
    limits.clusters !== undefined &&
    clusters !== undefined &&
    clusters > limits.clusters
  ) {
    refusals.push({
      code: 'target-clusters-limit',
      message: `Target "${target!.name}" takes at most ${limits.clusters} clusters.`,
      path: '/target',
      remedy: 'Choose another target, or delete a cluster that is not needed.',
    });
  }
  if (
    limits.nodesPerCluster !== undefined &&
    nodes > limits.nodesPerCluster &&
    nodes > nodesBefore
  ) {
    refusals.push({
      code: 'target-nodes-limit',
      message: `A cluster on target "${target!.name}" has at most ${limits.nodesPerCluster} nodes, control plane included; this would be ${nodes}.`,
      remedy: 'Ask for fewer nodes, or choose another target.',
    });
  }
  return refusals;
}

/** What is written of a target. */
export function snapshotTarget(target: Target): TargetSnapshot {
  const { title, description, limits, windows, ...snapshot } = target;
  return snapshot;
}
