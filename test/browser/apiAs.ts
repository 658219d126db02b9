import { ClusterProfilesClient } from '@cluster-profiles/plugin-cluster-profiles-common';

/** Read when it is needed: benchmarks start their portal first. */
const portal = () => process.env.PORTAL_URL;

const KEEP_MS = 10 * 60_000;

const tokens = new Map<string, { token: Promise<string>; until: number }>();

/** The token of an example user, good for some minutes more. */
function tokenOf(user: string): Promise<string> {
  const key = `${portal()} ${user}`;
  const kept = tokens.get(key);
  if (kept && kept.until > Date.now()) {
    return kept.token;
  }
  const token = signIn(user);
  tokens.set(key, { token, until: Date.now() + KEEP_MS });
  token.catch(() => tokens.delete(key));
  return token;
}

async function signIn(user: string): Promise<string> {
  const response = await fetch(
    `${portal()}/api/auth/examples/refresh?user=user:default/${user}`,
    { headers: { 'X-Requested-With': 'XMLHttpRequest' } },
  );
  const { backstageIdentity } = await response.json();
  return backstageIdentity.token;
}

/** Asks the portal as an example user. */
export function fetchAs(user: string): typeof fetch {
  return async (input, init) =>
    fetch(input, {
      ...init,
      headers: {
        ...init?.headers,
        Authorization: `Bearer ${await tokenOf(user)}`,
      },
    });
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
