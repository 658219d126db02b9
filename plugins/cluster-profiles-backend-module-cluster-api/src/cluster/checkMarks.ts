import {
  HeldError,
  type WriteMarks,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import type { KubernetesObject } from '../kubernetes';
import { findMarks } from './findMarks';

/** `HeldError` where a live object is of another installation, another cluster or a newer revision, or of nobody we know. */
export function checkMarks(options: {
  live: KubernetesObject;
  clusterUid: string;
  marks: Pick<WriteMarks, 'instanceId' | 'revision'>;
  /** The change takes over a cluster that has no marks yet. */
  adopting?: boolean;
}): void {
  const { live, clusterUid, marks, adopting } = options;
  const { kind, metadata } = live;
  const what = `${kind} ${metadata.namespace}/${metadata.name}`;
  const found = findMarks(live);
  if (found.clusterUid === undefined && found.instanceId === undefined) {
    if (adopting) {
      return;
    }
    throw new HeldError(
      `${what} exists already and is not of this portal; adopt it, or choose another name`,
    );
  }
  if (found.instanceId !== marks.instanceId) {
    throw new HeldError(
      `${what} belongs to installation '${found.instanceId ?? 'unknown'}', this is '${marks.instanceId}'`,
    );
  }
  if (found.clusterUid !== clusterUid) {
    throw new HeldError(
      `${what} is cluster '${found.clusterUid ?? 'unknown'}', not '${clusterUid}', which has the same name`,
    );
  }
  if (found.revision !== undefined && found.revision > marks.revision) {
    throw new HeldError(
      `${what} carries revision ${found.revision}, which is newer than ${marks.revision}`,
    );
  }
}
