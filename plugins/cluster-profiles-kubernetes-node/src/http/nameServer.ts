import {
  ProviderRefusedError,
  ProviderUnreachableError,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { ThrottledError } from './ThrottledError';

/** The same error, saying which API server it is about. */
export function nameServer(error: unknown, server: string): unknown {
  if (error instanceof ThrottledError) {
    return new ThrottledError(
      sentence(error.message, server),
      error.retryAfterSeconds,
    );
  }
  if (error instanceof ProviderUnreachableError) {
    return new ProviderUnreachableError(sentence(error.message, server));
  }
  if (error instanceof ProviderRefusedError) {
    return new ProviderRefusedError(sentence(error.message, server));
  }
  return error;
}

function sentence(message: string, server: string): string {
  return `${server}: ${message}`;
}
