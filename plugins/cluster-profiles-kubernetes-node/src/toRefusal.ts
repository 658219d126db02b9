import { ProviderRefusedError } from '@cluster-profiles/plugin-cluster-profiles-node';
import { type KubernetesStatus, statusOf } from './http/statusOf';
import type { ApiAnswer } from './http/types';
import { ObjectRefusedError } from './ObjectRefusedError';
import { type FieldConflict, WriteConflictError } from './WriteConflictError';

/** What was tried, for the message. */
export interface Attempt {
  /** As sentences call it. */
  server: string;
  /** Of Kubernetes, such as `patch`. */
  verb: string;
  /** Plural with its group, such as `clusters.cluster.x-k8s.io`. */
  resource: string;
  kind: string;
  namespace?: string;
  name?: string;
}

/** The error for an answer with a status of 4xx. */
export function toRefusal(answer: ApiAnswer, attempt: Attempt): Error {
  const status = statusOf(answer.body);
  if (answer.status === 409) {
    return toConflict(status, attempt);
  }
  if (answer.status === 403 && isAccess(status)) {
    return toAccessRefusal(status, attempt);
  }
  const causes = (status?.details?.causes ?? []).map(({ field, message }) => ({
    field: field || undefined,
    message: message ?? 'refused',
  }));
  const reason = causes.length
    ? causes
        .map(({ field, message }) => (field ? `${field}: ${message}` : message))
        .join('; ')
    : (status?.message ?? `status ${answer.status}`);
  return new ObjectRefusedError(
    `${attempt.server} refused ${subject(attempt)}: ${reason}`,
    causes.length ? causes : [{ field: undefined, message: reason }],
  );
}

/** Admission refuses with 403 as well, in words of its own. */
function isAccess(status: KubernetesStatus | undefined): boolean {
  return / cannot \w+ resource /.test(status?.message ?? ' cannot x resource ');
}

function toAccessRefusal(
  status: KubernetesStatus | undefined,
  attempt: Attempt,
): Error {
  // An apply is refused as `create` where the object is not there yet
  const [, verb = attempt.verb] =
    / cannot (\w+) resource /.exec(status?.message ?? '') ?? [];
  const where = attempt.namespace
    ? `in namespace ${attempt.namespace}`
    : 'on the whole cluster';
  return new ProviderRefusedError(
    `${attempt.server} forbids us to ${verb} ${attempt.resource} ${where}; grant this verb to the portal's identity, see its role in the documentation`,
  );
}

function toConflict(
  status: KubernetesStatus | undefined,
  attempt: Attempt,
): Error {
  const conflicts: FieldConflict[] = [];
  const texts: string[] = [];
  for (const { reason, message = '', field } of status?.details?.causes ?? []) {
    if (reason === 'FieldManagerConflict') {
      conflicts.push({
        manager: /^conflict with "([^"]*)"/.exec(message)?.[1],
        field: field ?? '',
      });
      texts.push(`${message}: ${field}`);
    }
  }
  return new WriteConflictError(
    `${attempt.server}: ${subject(attempt)}: ${
      texts.join('; ') || status?.message || 'it changed since it was read'
    }`,
    conflicts,
  );
}

function subject({ kind, namespace, name }: Attempt): string {
  return [kind, [namespace, name].filter(Boolean).join('/')]
    .filter(Boolean)
    .join(' ');
}
