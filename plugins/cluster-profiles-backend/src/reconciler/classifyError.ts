import { isError, stringifyError } from '@backstage/errors';

/** What follows from an error of a provider or engine. By name: a module may bring its own copy of the class. */
export function classifyError(error: unknown): {
  kind: 'unreachable' | 'held' | 'refused' | 'other';
  message: string;
} {
  const message = isError(error) ? error.message : stringifyError(error);
  switch (isError(error) ? error.name : undefined) {
    case 'ProviderUnreachableError':
      return { kind: 'unreachable', message };
    case 'HeldError':
      return { kind: 'held', message };
    case 'ProviderRefusedError':
      return { kind: 'refused', message };
    default:
      return { kind: 'other', message };
  }
}
