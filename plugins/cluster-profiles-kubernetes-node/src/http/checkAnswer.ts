import { ProviderUnreachableError } from '@cluster-profiles/plugin-cluster-profiles-node';
import { statusOf } from './statusOf';
import { ThrottledError } from './ThrottledError';
import type { ApiAnswer } from './types';

const DEFAULT_RETRY_SECONDS = 1;

/**
 * Passes an answer that says something about the request. Errors: `ProviderUnreachableError` for one that only says that the
 * API server can not answer it now, or not us.
 */
export function checkAnswer(
  answer: ApiAnswer,
  retryAfter: string | undefined,
): void {
  const { status, body } = answer;
  const known = statusOf(body);
  if (status === 401) {
    throw new ProviderUnreachableError(
      'it does not accept our credentials (401): the token or certificate has expired or was revoked; renew it where the configuration points to',
    );
  }
  if (status === 429) {
    const seconds =
      Number(retryAfter ?? known?.details?.retryAfterSeconds) ||
      DEFAULT_RETRY_SECONDS;
    throw new ThrottledError(
      `it is overloaded and asks to try again in ${seconds} s (429)`,
      seconds,
    );
  }
  if (status >= 500 || (status >= 300 && status < 400)) {
    throw new ProviderUnreachableError(
      `it answers ${status}: ${known?.message ?? 'not a Kubernetes answer'}`,
    );
  }
}
