import { setTimeout as sleep } from 'node:timers/promises';
import type { JsonValue } from '@backstage/types';
import {
  ProviderRefusedError,
  type Clock,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import type { ApiConfig } from './config/types';
import { Credentials } from './connection/Credentials';
import { ApiClient } from './http/ApiClient';
import { textAt } from './jsonValues';
import type { RequestOptions } from './types';

/** Reads an API that is not that of Kubernetes, such as the one of Argo CD. */
export interface JsonApi {
  /**
   * Errors: `ProviderUnreachableError` when it does not answer, `ProviderRefusedError` for what it refuses and for an answer past
   * `maxBytes`.
   */
  get(
    path: string,
    options: RequestOptions & {
      query?: Record<string, string | undefined>;
      maxBytes: number;
    },
  ): Promise<JsonValue>;
}

/** Makes a client; the token is read before the first request, and again when it changes. */
export function connectApi(options: {
  /** As sentences call it. */
  name: string;
  config: ApiConfig;
  clock: Clock;
}): JsonApi {
  const { name, config, clock } = options;
  const timeoutMs = config.timeoutSeconds * 1000;
  const client = new ApiClient({
    server: name,
    credentials: new Credentials({
      connection: { way: 'url', ...config },
      clock,
      timeoutMs,
    }),
    timeoutMs,
    wait: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }),
  });
  return {
    async get(path, request) {
      const { status, body } = await client.send({
        method: 'GET',
        path,
        ...request,
      });
      if (status >= 400) {
        const said = textAt(body, ['message']).slice(0, 300);
        throw new ProviderRefusedError(
          `${name} refuses to tell (${status})${said ? `: ${said}` : ''}; does the account of its token have the right to it?`,
        );
      }
      return body;
    },
  };
}
