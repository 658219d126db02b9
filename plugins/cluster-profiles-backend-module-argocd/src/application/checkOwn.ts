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
  const { kind, metadata } = live;
  const what = `${kind} ${metadata.namespace}/${metadata.name}`;
  const { instanceId, revision } = readMarks(live);
  if (instanceId === undefined) {
    throw new HeldError(
      `${what} exists already and is not of this portal; rename or remove it`,
    );
  }
  if (instanceId !== marks.instanceId) {
    throw new HeldError(
      `${what} belongs to installation '${instanceId}', this is '${marks.instanceId}'`,
    );
  }
  if (revision !== undefined && revision > marks.revision) {
    throw new HeldError(
      `${what} carries revision ${revision}, which is newer than ${marks.revision}`,
    );
  }
}
