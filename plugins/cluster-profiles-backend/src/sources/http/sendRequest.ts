import { setTimeout as sleep } from 'node:timers/promises';
import { SourceError } from '../SourceError';
import { sendOnce, type SourceRequest, type SourceResponse } from './sendOnce';

const MAX_REDIRECTS = 5;
const REDIRECTS = [301, 302, 303, 307, 308];
/** Of a server that may do better in a moment. */
const PASSING = [429, 500, 502, 503, 504];
const MAX_PAUSE_MS = 5_000;

export interface SendOptions extends SourceRequest {
  /** Pauses before the second attempt and those after, milliseconds. */
  pauses?: readonly number[];
}

/**
 * A request that is tried again where that may help, and that follows redirects, each to an address that is checked as the first.
 * What authorizes it goes to its own origin only.
 */
export async function sendRequest(
  options: SendOptions,
): Promise<SourceResponse> {
  const { pauses = [300, 1_000], signal } = options;
  for (let attempt = 0; ; attempt++) {
    const pause = pauses[attempt];
    try {
      const response = await follow(options);
      if (pause === undefined || !PASSING.includes(response.status)) {
        return response;
      }
      await sleep(askedPause(response) ?? pause, undefined, { signal });
    } catch (error) {
      const passes =
        error instanceof SourceError && error.reason === 'unreachable';
      if (!passes || pause === undefined) {
        throw error;
      }
      await sleep(pause, undefined, { signal });
    }
  }
}

async function follow(options: SourceRequest): Promise<SourceResponse> {
  let request = options;
  for (let redirects = 0; ; redirects++) {
    const response = await sendOnce(request);
    const { location } = response.headers;
    const { method = 'GET' } = request;
    if (
      !REDIRECTS.includes(response.status) ||
      !['GET', 'HEAD'].includes(method) ||
      location === undefined
    ) {
      return response;
    }
    if (redirects === MAX_REDIRECTS) {
      throw new SourceError(
        'broken',
        `${options.url.host} redirects more than ${MAX_REDIRECTS} times`,
      );
    }
    request = { ...request, ...redirected(request, location) };
  }
}

function redirected(
  { url, headers = {} }: SourceRequest,
  location: string,
): Pick<SourceRequest, 'url' | 'headers'> {
  const next = URL.canParse(location, url) ? new URL(location, url) : undefined;
  if (
    !next ||
    !['http:', 'https:'].includes(next.protocol) ||
    (url.protocol === 'https:' && next.protocol === 'http:')
  ) {
    throw new SourceError(
      'address-refused',
      `${url.host} redirects to what is no address, or from https to http`,
    );
  }
  next.username = '';
  next.password = '';
  const { authorization, ...others } = headers;
  return {
    url: next,
    headers: next.origin === url.origin ? headers : others,
  };
}

function askedPause({ headers }: SourceResponse): number | undefined {
  const seconds = Number(headers['retry-after']);
  return Number.isFinite(seconds) && seconds > 0
    ? Math.min(seconds * 1000, MAX_PAUSE_MS)
    : undefined;
}
