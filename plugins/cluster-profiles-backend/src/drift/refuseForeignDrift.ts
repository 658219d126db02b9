import type { ChangeRequest } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { InTransaction } from '../changes/types';
import type { DriftFindingRow } from '../database/tables';
import { refuseAny } from '../planning/refuse';
import { adoptedIds } from './listEditors';

/** Refuses to adopt what is not drift of the cluster, or not of a layer that is overridden. */
export async function refuseForeignDrift(
  tx: InTransaction,
  request: ChangeRequest,
  clusterUid: string,
): Promise<void> {
  const ids = adoptedIds(request);
  const rows = await tx<DriftFindingRow>('drift_findings')
    .where({ cluster_uid: clusterUid })
    .whereIn('id', ids)
    .select('id', 'layer');
  const own = rows.filter(
    row =>
      request.kind !== 'override' ||
      request.overrides.some(({ layer }) => layer === row.layer),
  );
  refuseAny(
    'input',
    ids.flatMap((id, index) =>
      own.some(row => row.id === id)
        ? []
        : [
            {
              code: 'drift-foreign',
              message: `"${id}" is not drift that the request could adopt: no layer that it changes has it.`,
              path: `/adoptsDrift/${index}`,
              remedy: 'Name drift of this cluster and of these layers.',
            },
          ],
    ),
  );
}
