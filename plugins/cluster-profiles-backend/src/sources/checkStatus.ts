import type { SourceResponse } from './http/sendOnce';
import { SourceError } from './SourceError';

/** Turns every answer but a good one into an error. `what` names what was asked for. */
export function checkStatus(
  { status, url }: SourceResponse,
  what: string,
): void {
  if (status >= 200 && status < 300) {
    return;
  }
  if (status === 401 || status === 403) {
    throw new SourceError(
      'credentials',
      `${url.host} refuses ${what}: it answers ${status}`,
    );
  }
  if (status === 404 || status === 410) {
    throw new SourceError('gone', `${url.host} has no ${what}`);
  }
  throw new SourceError(
    'unreachable',
    `${url.host} answers ${status} when asked for ${what}`,
  );
}
