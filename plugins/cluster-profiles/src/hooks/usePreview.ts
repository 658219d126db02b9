import { useApi } from '@backstage/core-plugin-api';
import type {
  ChangeRequest,
  Preview,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { clusterProfilesApiRef } from '../api/clusterProfilesApiRef';
import { useLoad } from './useLoad';

const POLL_MS = 700;

/** The plan of a request that nobody has proposed yet. Nothing happens without a request. */
export function usePreview(request: ChangeRequest | undefined): {
  preview?: Preview;
  error?: Error;
  planning: boolean;
  retry(): void;
} {
  const api = useApi(clusterProfilesApiRef);
  const key = request ? JSON.stringify(request) : '';

  const started = useLoad({
    key,
    load: async signal =>
      request ? api.startPreview(request, { signal }) : undefined,
  });
  const id = started.value?.id;
  const followed = useLoad({
    key: id ?? '',
    load: async signal =>
      id && started.value?.state === 'planning'
        ? api.getPreview(id, { signal })
        : started.value,
    pollMs: value => (value?.state === 'planning' ? POLL_MS : undefined),
  });

  const preview = id === undefined ? undefined : followed.value;
  const error =
    started.error ??
    (id === undefined ? undefined : followed.error) ??
    (preview?.state === 'failed'
      ? new Error(preview.error ?? 'The plan could not be made')
      : undefined);
  return {
    preview: preview?.state === 'ready' ? preview : undefined,
    error,
    planning: request !== undefined && !error && preview?.state !== 'ready',
    retry: started.reload,
  };
}
