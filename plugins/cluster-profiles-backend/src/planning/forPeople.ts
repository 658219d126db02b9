import { isError } from '@backstage/errors';

const FOR_PEOPLE = ['ProviderUnreachableError', 'HeldError', 'TimeoutError'];

/** What a provider or an engine says of its trouble. An error that was not written for people may quote a secret, so only its kind is told. */
export function forPeople(error: unknown): string {
  if (!isError(error)) {
    return 'it failed with what is no error';
  }
  return FOR_PEOPLE.includes(error.name)
    ? error.message
    : `it failed with an error of its own (${error.name})`;
}
