import { ClusterProfilesClient } from '@cluster-profiles/plugin-cluster-profiles-common';

/** Read when it is needed: benchmarks start their portal first. */
const portal = () => process.env.PORTAL_URL;

/** Asks the portal as an example user. */
export function fetchAs(user: string): typeof fetch {
  return async (input, init) => {
    const signIn = await fetch(
      `${portal()}/api/auth/examples/refresh?user=user:default/${user}`,
      { headers: { 'X-Requested-With': 'XMLHttpRequest' } },
    );
    const { backstageIdentity } = await signIn.json();
    return fetch(input, {
      ...init,
      headers: {
        ...init?.headers,
        Authorization: `Bearer ${backstageIdentity.token}`,
      },
    });
  };
}

/** The API as an example user: arranges what a journey starts from. */
export function apiAs(user: string): ClusterProfilesClient {
  const discoveryApi = {
    getBaseUrl: async (pluginId: string) => `${portal()}/api/${pluginId}`,
  };
  return new ClusterProfilesClient({
    discoveryApi,
    fetchApi: { fetch: fetchAs(user) },
  });
}
