import type { JsonValue } from '@backstage/types';

export interface StatusCause {
  reason?: string;
  message?: string;
  /** Such as `spec.topology.version`. */
  field?: string;
}

/** The part that we use of the `Status` object that Kubernetes answers failures with. */
export interface KubernetesStatus {
  kind: 'Status';
  message?: string;
  reason?: string;
  code?: number;
  details?: {
    name?: string;
    kind?: string;
    group?: string;
    causes?: StatusCause[];
    retryAfterSeconds?: number;
  };
}

const LONGEST_MESSAGE = 2_000;

/** Undefined for an answer that does not come from the Kubernetes API, such as the page of a proxy. */
export function statusOf(body: JsonValue): KubernetesStatus | undefined {
  if (
    typeof body !== 'object' ||
    body === null ||
    Array.isArray(body) ||
    body.kind !== 'Status'
  ) {
    return undefined;
  }
  const status = body as unknown as KubernetesStatus;
  return { ...status, message: status.message?.slice(0, LONGEST_MESSAGE) };
}
