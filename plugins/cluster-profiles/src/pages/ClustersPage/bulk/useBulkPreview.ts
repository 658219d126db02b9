import { useApi } from '@backstage/core-plugin-api';
import type {
  BulkPreview,
  ClusterChangeRequest,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { clusterProfilesApiRef } from '../../../api/clusterProfilesApiRef';
import { useLoad } from '../../../hooks/useLoad';

const POLL_MS = 1_000;

/** The plans of many requests that nobody has proposed yet; it grows while they are made. Nothing happens without requests. */
export function useBulkPreview(requests: readonly ClusterChangeRequest[]): {
  preview?: BulkPreview;
  error?: Error;
  retry(): void;
} {
  const api = useApi(clusterProfilesApiRef);
  const started = useLoad({
    key: JSON.stringify(requests),
    load: async signal =>
      requests.length > 0
        ? api.startBulkPreview({ requests: [...requests] }, { signal })
        : undefined,
  });
  const id = started.value?.id;
  const followed = useLoad({
    key: id ?? '',
    load: async signal =>
      id && started.value?.state === 'planning'
        ? api.getBulkPreview(id, { signal })
        : started.value,
    pollMs: value => (value?.state === 'planning' ? POLL_MS : undefined),
  });
  return {
    preview: id === undefined ? undefined : (followed.value ?? started.value),
    error: started.error ?? (id === undefined ? undefined : followed.error),
    retry: started.error ? started.reload : followed.reload,
  };
}
