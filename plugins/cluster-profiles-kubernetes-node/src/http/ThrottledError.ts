import { ProviderUnreachableError } from '@cluster-profiles/plugin-cluster-profiles-node';

/** The API server asks for patience (429). */
export class ThrottledError extends ProviderUnreachableError {
  readonly retryAfterSeconds: number;

  constructor(message: string, retryAfterSeconds: number) {
    super(message);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
