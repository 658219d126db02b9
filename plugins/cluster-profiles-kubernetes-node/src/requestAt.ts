import type { ApiClient } from './http/ApiClient';
import { statusOf } from './http/statusOf';
import type { ApiAnswer, ApiRequest } from './http/types';
import type { ResourceDirectory } from './ResourceDirectory';
import { type Attempt, toRefusal } from './toRefusal';

/** Where requests go. */
export interface Api {
  client: ApiClient;
  directory: ResourceDirectory;
}

/** One object, or all of a kind. */
export interface Place {
  apiVersion: string;
  kind: string;
  namespace?: string;
  name?: string;
  everywhere?: boolean;
}

/**
 * Sends a request about an object or a kind. Undefined when the object is not there. Errors: `ProviderRefusedError`,
 * `WriteConflictError`, `ProviderUnreachableError`.
 */
export async function requestAt(
  { client, directory }: Api,
  place: Place,
  verb: string,
  request: Omit<ApiRequest, 'path'>,
): Promise<ApiAnswer | undefined> {
  const { signal } = request;
  const { path, resource } = await directory.path(place, { signal });
  const answer = await client.send({ ...request, path });
  if (answer.status < 400) {
    return answer;
  }
  if (answer.status === 404) {
    const { details } = statusOf(answer.body) ?? {};
    if (place.name && details?.name === place.name) {
      return undefined;
    }
    // The kind itself may be gone since we asked for it
    directory.forget(place.apiVersion);
  }
  throw toRefusal(answer, attemptAt(client, place, verb, resource));
}

export function attemptAt(
  client: ApiClient,
  { kind, namespace, name }: Place,
  verb: string,
  resource: string,
): Attempt {
  return {
    server: client.server,
    verb,
    resource,
    kind,
    namespace,
    name,
  };
}
