import { useApi } from '@backstage/core-plugin-api';
import type { ClusterDetail } from '@cluster-profiles/plugin-cluster-profiles-common';
import { clusterProfilesApiRef } from '../../api/clusterProfilesApiRef';
import { isMoving } from '../../components/changeWords';
import { useLoad, type Load } from '../../hooks/useLoad';
import { useSubjectSignal } from '../../hooks/useSubjectSignal';

const MOVING_MS = 2_000;
const RESTING_MS = 15_000;

/** A cluster that stays fresh while the page is open. */
export function useCluster(name: string): Load<ClusterDetail> {
  const api = useApi(clusterProfilesApiRef);
  const load = useLoad({
    key: name,
    load: signal => api.getCluster(name, { signal }),
    pollMs: cluster =>
      cluster?.change && isMoving(cluster.change) ? MOVING_MS : RESTING_MS,
  });
  useSubjectSignal({ subject: 'cluster', name }, load.reload);
  return load;
}
