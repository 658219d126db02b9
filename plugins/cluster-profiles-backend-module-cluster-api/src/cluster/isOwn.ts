import type { DesiredState } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { KubernetesObject } from '../kubernetes';
import { findMarks } from './findMarks';

/** Whether a live Cluster is that of a desired state: by our mark, or as the very one that is adopted and has none yet. */
export function isOwn(
  live: KubernetesObject,
  desired: Pick<DesiredState, 'cluster' | 'adopted'>,
): boolean {
  return isUnmarked(live)
    ? isAdopted(live, desired)
    : findMarks(live).clusterUid === desired.cluster.uid;
}

/** Whether it is the one that the approval of an adoption names, and not another of its name. */
export function isAdopted(
  { metadata }: KubernetesObject,
  { adopted }: Pick<DesiredState, 'adopted'>,
): boolean {
  return metadata.uid !== undefined && metadata.uid === adopted?.identity;
}

/** No portal has written it. */
export function isUnmarked(live: KubernetesObject): boolean {
  const { clusterUid, instanceId } = findMarks(live);
  return clusterUid === undefined && instanceId === undefined;
}
