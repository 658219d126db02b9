import http from 'node:http';
import https from 'node:https';
import { ProviderUnreachableError } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Access } from '../connection/Credentials';
import { explainNetworkError } from './explainNetworkError';
import type { ApiRequest } from './types';

/**
 * Sends one request; resolves with the head of the answer, whose body is still to be read and is cut when the time is up.
 * Errors: `ProviderUnreachableError`, and the signal's reason once it has aborted.
 */
export async function exchange(options: {
  access: Access;
  request: ApiRequest;
  /** Aborts when the caller does or the time is up. */
  signal: AbortSignal;
}): Promise<http.IncomingMessage> {
  const { access, request, signal } = options;
  const url = toUrl(access.server, request);
  const body = request.body && JSON.stringify(request.body);
  const { request: open } = url.protocol === 'https:' ? https : http;
  signal.throwIfAborted();
  return await new Promise((resolve, reject) => {
    const outgoing = open(url, {
      method: request.method,
      agent: access.agent,
      signal,
      headers: {
        ...access.headers,
        Accept: request.accept ?? 'application/json',
        'User-Agent': 'cluster-profiles',
        ...(body && {
          'Content-Type': request.contentType ?? 'application/json',
          'Content-Length': Buffer.byteLength(body),
        }),
      },
    });
    outgoing.on('response', resolve);
    outgoing.on('error', error => {
      if (signal.aborted) {
        reject(signal.reason);
      } else if (request.method === 'GET' && wasStale(outgoing, error)) {
        resolve(exchange(options));
      } else {
        reject(
          new ProviderUnreachableError(explainNetworkError(error, url.host)),
        );
      }
    });
    outgoing.end(body);
  });
}

/** The server, or a balancer before it, had closed an idle connection just when we used it again. */
function wasStale(outgoing: http.ClientRequest, error: Error): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return outgoing.reusedSocket && (code === 'ECONNRESET' || code === 'EPIPE');
}

function toUrl(server: URL, { path, query = {} }: ApiRequest): URL {
  // A server may live below a path, as behind Rancher
  const url = new URL(server.pathname.replace(/\/$/, '') + path, server.origin);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) {
      url.searchParams.set(name, value);
    }
  }
  return url;
}
