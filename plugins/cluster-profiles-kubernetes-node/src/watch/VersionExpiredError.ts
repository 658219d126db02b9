import { CustomErrorBase } from '@backstage/errors';

/** The API server no longer knows what happened since (410): only a new list tells. */
export class VersionExpiredError extends CustomErrorBase {
  name = 'VersionExpiredError' as const;
}
