import { NotFoundError } from '@backstage/errors';

/** Also for a version of a profile that the caller may not see. */
export function unknownVersion(profile: string, version: string): Error {
  return new NotFoundError(
    `/version: there is no published version ${version} of the profile '${profile}'`,
  );
}
