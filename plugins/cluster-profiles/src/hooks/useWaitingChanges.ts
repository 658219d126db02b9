import { useApi } from '@backstage/core-plugin-api';
import { clusterProfilesApiRef } from '../api/clusterProfilesApiRef';
import { useLoad } from './useLoad';
import { useSubjectSignal } from './useSubjectSignal';

const POLL_MS = 60_000;

/**
 * How many changes the reader could approve now; 0 while that is not known. For sidebars: what goes wrong, the page itself says.
 * @public
 */
export function useWaitingChanges(): number {
  const api = useApi(clusterProfilesApiRef);
  const { value, reload } = useLoad({
    key: 'waiting',
    pollMs: () => POLL_MS,
    load: signal =>
      api.listChanges({ waitingForMe: true, limit: 1 }, { signal }),
  });
  useSubjectSignal({ subject: 'change' }, reload);
  return value?.totalCount ?? 0;
}
