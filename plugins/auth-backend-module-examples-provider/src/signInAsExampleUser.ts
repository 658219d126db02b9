import { NotFoundError } from '@backstage/errors';
import type { SignInResolver } from '@backstage/plugin-auth-node';
import type { ExampleUser } from './examplesAuthenticator';

/** The token carries the groups that the catalog knows; who is not in the catalog is nobody. */
export const signInAsExampleUser: SignInResolver<ExampleUser> = async (
  { result: { ref } },
  context,
) => {
  try {
    return await context.signInWithCatalogUser({ entityRef: ref });
  } catch (error) {
    if (error instanceof Error && error.name === 'NotFoundError') {
      throw new NotFoundError(
        `user: ${ref} is not in the catalog; it may still be reading its locations`,
      );
    }
    throw error;
  }
};
