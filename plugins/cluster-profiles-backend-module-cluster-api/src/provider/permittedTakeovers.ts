import type {
  DesiredState,
  Takeover,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { WriteMarks } from '@cluster-profiles/plugin-cluster-profiles-node';
import { findMarks } from '../cluster/findMarks';
import type { KubernetesObject } from '../kubernetes';
import { findDrift } from '../observe/findDrift';

/**
 * Fields that a write may take from others. The first write of a revision: what was approved with it, which the reconciler hands over
 * once. After that every field of it was ours, and what others hold has drifted: what the drift mode of the layer that answers for it
 * says.
 */
export function permittedTakeovers(options: {
  live: KubernetesObject;
  desired: Pick<DesiredState, 'layers' | 'takeovers'>;
  marks: Pick<WriteMarks, 'revision'>;
  /** Names of layers whose drift is undone, whatever their drift mode. */
  corrects?: readonly string[];
}): Takeover[] {
  const { live, desired, marks, corrects } = options;
  if (findMarks(live).revision !== marks.revision) {
    return desired.takeovers ?? [];
  }
  return correctsDrift(desired, corrects)
    ? findDrift(live).flatMap(({ object, path, manager }) =>
        manager === undefined ? [] : [{ object, path, manager }],
      )
    : [];
}

/** All drift of a Cluster is told at this layer. */
function correctsDrift(
  { layers }: Pick<DesiredState, 'layers'>,
  corrects: readonly string[] = [],
): boolean {
  return layers.some(
    ({ name, kind, driftMode }) =>
      kind === 'kubernetes' &&
      (driftMode === 'correct' || corrects.includes(name)),
  );
}
