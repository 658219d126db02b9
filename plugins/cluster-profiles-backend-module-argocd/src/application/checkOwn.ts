import type { KubernetesObject } from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import {
  HeldError,
  type WriteMarks,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { readMarks } from './marks';

/** `HeldError` where a live object is of nobody we know, of another installation, or of a newer revision. */
export function checkOwn(
  live: KubernetesObject,
  marks: Pick<WriteMarks, 'instanceId' | 'revision'>,
): void {
  const foreign = whyForeign(live, marks);
  if (foreign) {
    throw new HeldError(foreign);
  }
  const { revision } = readMarks(live);
  if (revision !== undefined && revision > marks.revision) {
    throw new HeldError(
      `${nameOf(live)} carries revision ${revision}, which is newer than ${marks.revision}`,
    );
  }
}

/** Says why a live object is not of this portal; undefined where it is. */
export function whyForeign(
  live: KubernetesObject,
  marks: Pick<WriteMarks, 'instanceId'>,
): string | undefined {
  const { instanceId } = readMarks(live);
  if (instanceId === undefined) {
    return `${nameOf(live)} exists already and is not of this portal; rename or remove it`;
  }
  return instanceId === marks.instanceId
    ? undefined
    : `${nameOf(live)} belongs to installation '${instanceId}', this is '${marks.instanceId}'`;
}

function nameOf({ kind, metadata }: KubernetesObject): string {
  return `${kind} ${metadata.namespace}/${metadata.name}`;
}
