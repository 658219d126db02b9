import { NotFoundError } from '@backstage/errors';
import { FakeClusterProfilesApi } from './FakeClusterProfilesApi';

/** The API as it is before the first publication. */
export function unpublishedApi() {
  const api = new FakeClusterProfilesApi();
  api.getProfile = async () => {
    throw new NotFoundError('No version of production-base is published');
  };
  return api;
}
