import { v5 } from 'uuid';
import type { InTransaction } from '../../changes/types';
import type { ClusterRow } from '../../database/tables';

const NAMESPACE = '4f0c8f5e-7a53-5d0a-9a80-5a2f6a2f9a51';

/**
 * UID that a new cluster of this name gets: it follows from the installation and from how often the name was used, so that
 * a preview and the proposal after it have the same digest.
 */
export async function nextClusterUid(
  tx: InTransaction,
  options: { name: string; instanceId: string },
): Promise<string> {
  const [{ count }] = await tx<ClusterRow>('clusters')
    .where({ name: options.name })
    .count({ count: '*' });
  return v5(
    `${options.instanceId}/${options.name}/${Number(count)}`,
    NAMESPACE,
  );
}
