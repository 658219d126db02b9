import type { JsonObject } from '@backstage/types';
import { ProviderUnreachableError } from '@cluster-profiles/plugin-cluster-profiles-node';
import { parseJson } from '../http/parseJson';
import { statusOf } from '../http/statusOf';
import { ThrottledError } from '../http/ThrottledError';
import { type Api, attemptAt } from '../requestAt';
import { toObject } from '../toObject';
import { toRefusal } from '../toRefusal';
import type { KubernetesObject, ObjectSelection } from '../types';
import { VersionExpiredError } from './VersionExpiredError';

export interface WatchEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK';
  object: KubernetesObject;
  resourceVersion: string;
}

const TYPES = new Set(['ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK']);

/**
 * Opens a watch. Errors, also from the events: `VersionExpiredError` when only a new list helps, `ThrottledError`,
 * `ProviderUnreachableError`, `ProviderRefusedError`.
 */
export async function openWatch(
  api: Api,
  options: {
    selection: ObjectSelection;
    resourceVersion: string;
    timeoutSeconds: number;
    /** With bookmarks every minute, a longer silence is a broken connection. */
    idleMs: number;
    signal: AbortSignal;
  },
): Promise<AsyncGenerator<WatchEvent>> {
  const { selection, resourceVersion, timeoutSeconds, idleMs, signal } =
    options;
  const place = { ...selection, everywhere: !selection.namespace };
  const { path, resource } = await api.directory.path(place, { signal });
  const { answer, lines } = await api.client.stream({
    method: 'GET',
    path,
    query: {
      watch: 'true',
      allowWatchBookmarks: 'true',
      labelSelector: selection.labelSelector,
      resourceVersion,
      timeoutSeconds: String(timeoutSeconds),
    },
    idleMs,
    signal,
  });
  if (answer.status === 410) {
    throw new VersionExpiredError();
  }
  if (answer.status !== 200) {
    if (answer.status === 404) {
      api.directory.forget(selection.apiVersion);
    }
    throw toRefusal(answer, attemptAt(api.client, place, 'watch', resource));
  }
  return readEvents(lines, selection);
}

async function* readEvents(
  lines: AsyncGenerator<string>,
  selection: ObjectSelection,
): AsyncGenerator<WatchEvent> {
  for await (const line of lines) {
    yield readEvent(line, selection);
  }
}

function readEvent(line: string, selection: ObjectSelection): WatchEvent {
  const { type, object } = (parseJson(line) ?? {}) as JsonObject;
  if (type === 'ERROR') {
    throw toWatchError(object as JsonObject);
  }
  const { resourceVersion } = ((object as JsonObject | undefined)?.metadata ??
    {}) as JsonObject;
  if (!TYPES.has(type as string) || typeof resourceVersion !== 'string') {
    throw new ProviderUnreachableError(
      `The watch of ${selection.kind} sends something that is no event`,
    );
  }
  return {
    type: type as WatchEvent['type'],
    resourceVersion,
    object:
      type === 'BOOKMARK'
        ? (object as KubernetesObject)
        : toObject(object, selection),
  };
}

function toWatchError(object: JsonObject): Error {
  const status = statusOf(object);
  if (status?.code === 410) {
    return new VersionExpiredError();
  }
  const message = `The watch ended: ${status?.message ?? 'no reason given'}`;
  return status?.code === 429
    ? new ThrottledError(message, status.details?.retryAfterSeconds ?? 1)
    : new ProviderUnreachableError(message);
}
