import type { ObservedCluster } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Hold } from './types';

/** A live cluster that another installation wrote, or that carries a higher revision than the desired one. */
export function findForeignWrite(
  observed: ObservedCluster | undefined,
  expected: { instanceId: string; revision: number },
): Hold | undefined {
  const { instanceId, revision } = observed ?? {};
  if (instanceId !== undefined && instanceId !== expected.instanceId) {
    return {
      reason: 'ForeignWrite',
      message: `The live cluster was written by another installation, ${instanceId}`,
    };
  }
  if (revision !== undefined && revision > expected.revision) {
    return {
      reason: 'ForeignWrite',
      message: `The live cluster carries revision ${revision}, which is higher than the desired ${expected.revision}`,
    };
  }
  return undefined;
}
