import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import type { Finding } from '@cluster-profiles/plugin-cluster-profiles-common';

const ERRORS = {
  input: InputError,
  'not-found': NotFoundError,
  conflict: ConflictError,
};

/** A finding that ends the request. */
export type Refusal = Omit<Finding, 'severity'>;

/** Refuses when there is something to refuse. */
export function refuseAny(
  reason: keyof typeof ERRORS,
  refusals: readonly Refusal[],
): void {
  const [first, ...others] = refusals;
  if (first) {
    refuse(reason, first, ...others);
  }
}

/** Throws an error that carries its findings as `details`, each with the pointer of its field. */
export function refuse(
  reason: keyof typeof ERRORS,
  ...refusals: [Refusal, ...Refusal[]]
): never {
  const details = refusals.map((refusal): Finding => ({
    severity: 'block',
    ...refusal,
  }));
  const message = details
    .map(({ message: text, remedy }) => (remedy ? `${text} ${remedy}` : text))
    .join(' ');
  throw Object.assign(new ERRORS[reason](message), { details });
}

/** What an error says of the request, as findings; undefined for errors that are not about the request. */
export function refusalsOf(error: unknown): Finding[] | undefined {
  if (!Object.values(ERRORS).some(type => error instanceof type)) {
    return undefined;
  }
  const { message, details } = error as Error & { details?: Finding[] };
  return Array.isArray(details)
    ? details
    : [{ severity: 'block', code: 'request-invalid', message }];
}

/** What a refusal says to the caller; undefined for faults that are not his. */
export function refusalMessage(error: unknown): string | undefined {
  return error instanceof NotAllowedError || refusalsOf(error)
    ? (error as Error).message
    : undefined;
}
