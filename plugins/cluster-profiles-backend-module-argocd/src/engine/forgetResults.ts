import {
  memberAt,
  type KubernetesObject,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import { findOperation, isUnderWay } from '../observe/findOperation';
import { mergeWhere, type MergeOptions } from './mergeWhere';

const RESULTS = ['status', 'operationState', 'syncResult', 'resources'];
/** As a merge patch. */
export const NO_RESULTS = {
  status: { operationState: { syncResult: { resources: null } } },
};

/**
 * Takes away what the last operation has told of each object. Argo CD leaves it there until the next one has something to tell, and where
 * that has to wait first, such as for the hooks of the last one to be deleted, takes it for its own: it would end as if all were done.
 */
export async function forgetResults(options: MergeOptions): Promise<void> {
  await mergeWhere(
    live => hasResults(live) && !isUnderWay(findOperation(live)),
    NO_RESULTS,
    options,
  );
}

export function hasResults(live: KubernetesObject | undefined): boolean {
  return memberAt(live, RESULTS) !== undefined;
}
