import type {
  BackstageUserIdentity,
  DiscoveryApi,
  IdentityApi,
  ProfileInfo,
} from '@backstage/frontend-plugin-api';
import { ResponseError } from '@backstage/errors';
import { chosenUser } from './chosenUser';

interface Session {
  profile: ProfileInfo;
  backstageIdentity: {
    token: string;
    expiresInSeconds?: number;
    identity: BackstageUserIdentity;
  };
}

const DEFAULT_LIFETIME_SECONDS = 300;

/** Renews the token when four fifths of its life are over. */
export class ExampleIdentity implements IdentityApi {
  readonly #userRef: string;
  readonly #discovery: DiscoveryApi;
  #session?: Promise<Session>;
  #renewAt = 0;

  constructor(options: { userRef: string; discovery: DiscoveryApi }) {
    this.#userRef = options.userRef;
    this.#discovery = options.discovery;
  }

  async getProfileInfo(): Promise<ProfileInfo> {
    return (await this.#current()).profile;
  }

  async getBackstageIdentity(): Promise<BackstageUserIdentity> {
    return (await this.#current()).backstageIdentity.identity;
  }

  async getCredentials(): Promise<{ token?: string }> {
    return { token: (await this.#current()).backstageIdentity.token };
  }

  async signOut(): Promise<void> {
    chosenUser.forget();
  }

  #current(): Promise<Session> {
    if (!this.#session || Date.now() >= this.#renewAt) {
      const session = this.#refresh();
      this.#session = session;
      // Until the answer is here, all callers share this request.
      this.#renewAt = Infinity;
      session.then(
        ({ backstageIdentity: { expiresInSeconds } }) => {
          const lifetime = expiresInSeconds ?? DEFAULT_LIFETIME_SECONDS;
          this.#renewAt = Date.now() + lifetime * 800;
        },
        () => {
          this.#session = undefined;
        },
      );
    }
    return this.#session;
  }

  async #refresh(): Promise<Session> {
    const baseUrl = await this.#discovery.getBaseUrl('auth');
    const query = new URLSearchParams({ user: this.#userRef });
    const response = await fetch(`${baseUrl}/examples/refresh?${query}`, {
      headers: { 'X-Requested-With': 'XMLHttpRequest' },
      credentials: 'include',
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.json();
  }
}
