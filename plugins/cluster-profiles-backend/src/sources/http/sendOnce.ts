import http, { type IncomingHttpHeaders } from 'node:http';
import https from 'node:https';
import { SourceError } from '../SourceError';
import { checkHost, guardedLookup, type AddressRule } from './guardedLookup';

export interface SourceRequest extends AddressRule {
  url: URL;
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH';
  headers?: Record<string, string>;
  body?: Uint8Array;
  /** Certificates to trust instead of those of the system, PEM. */
  ca?: string;
  /** For the whole answer. */
  timeoutSeconds: number;
  /** Of the body of the answer. */
  maxBytes: number;
  signal?: AbortSignal;
}

export interface SourceResponse {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** Where the answer came from in the end. */
  url: URL;
}

/** One request, whatever the answer says. Errors: `SourceError`, and the caller's own reason where he gives up. */
export async function sendOnce(
  request: SourceRequest,
): Promise<SourceResponse> {
  const { url, method = 'GET', headers, body, ca, signal } = request;
  checkHost(url, request);
  const timeout = AbortSignal.timeout(request.timeoutSeconds * 1000);
  const bounded = signal ? AbortSignal.any([signal, timeout]) : timeout;
  try {
    return await new Promise<SourceResponse>((resolve, reject) => {
      const { request: open } = url.protocol === 'https:' ? https : http;
      const sent = open(url, {
        method,
        headers: {
          'user-agent': 'cluster-profiles',
          'accept-encoding': 'identity',
          ...headers,
          ...(body && { 'content-length': String(body.length) }),
        },
        // A connection that is kept could be one to another address.
        agent: false,
        lookup: guardedLookup(request),
        ...(ca === undefined ? {} : { ca }),
        signal: bounded,
      });
      sent.on('error', reject);
      sent.once('response', answer => {
        readBody(answer, request).then(
          content =>
            resolve({
              status: answer.statusCode ?? 0,
              headers: answer.headers,
              body: content,
              url,
            }),
          error => {
            sent.destroy();
            reject(error);
          },
        );
      });
      sent.end(body);
    });
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof SourceError) {
      throw error;
    }
    if (timeout.aborted) {
      throw new SourceError(
        'too-slow',
        `${url.host} does not answer within ${request.timeoutSeconds} s`,
      );
    }
    throw new SourceError('unreachable', `${url.host} ${whyNot(error)}`);
  }
}

async function readBody(
  answer: http.IncomingMessage,
  { maxBytes, url, method }: SourceRequest,
): Promise<Buffer> {
  const tooLarge = () =>
    new SourceError(
      'too-large',
      `The answer of ${url.host} has more than ${maxBytes} bytes`,
    );
  if (
    method !== 'HEAD' &&
    Number(answer.headers['content-length'] ?? 0) > maxBytes
  ) {
    throw tooLarge();
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of answer) {
    bytes += chunk.length;
    if (bytes > maxBytes) {
      throw tooLarge();
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const WORDS: Record<string, string> = {
  ECONNREFUSED: 'refuses connections',
  ECONNRESET: 'cuts the connection',
  ENOTFOUND: 'is not known to DNS',
  EAI_AGAIN: 'is not known to DNS at the moment',
  EHOSTUNREACH: 'cannot be reached',
  ENETUNREACH: 'cannot be reached',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'shows a certificate that is not trusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'shows a certificate that is not trusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'shows a certificate that is not trusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'shows a certificate that is not trusted',
  CERT_HAS_EXPIRED: 'shows a certificate that has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'shows a certificate of another host',
};

function whyNot(error: unknown): string {
  const { code = '' } = error as { code?: string };
  return WORDS[code] ?? `does not answer (${code || 'connection failed'})`;
}
