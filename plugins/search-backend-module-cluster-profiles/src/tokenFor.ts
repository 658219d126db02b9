import type { AuthService } from '@backstage/backend-plugin-api';

/** Calls of the search plugin itself: what is found is filtered later, for each reader. */
export async function tokenFor(auth: AuthService): Promise<{ token: string }> {
  return auth.getPluginRequestToken({
    onBehalfOf: await auth.getOwnServiceCredentials(),
    targetPluginId: 'cluster-profiles',
  });
}
