import { basic } from '../basic';
import { checkStatus } from '../checkStatus';
import type { SourceResponse } from '../http/sendOnce';
import { sendRequest, type SendOptions } from '../http/sendRequest';
import { SourceError } from '../SourceError';
import type { SourceEndpoint } from '../types';
import { parseChallenge, type Challenge } from './parseChallenge';

const TOKEN_BYTES = 64 * 1024;
const ERROR_BYTES = 64 * 1024;

type Send = Pick<SendOptions, 'method' | 'headers' | 'body'> & {
  maxBytes?: number;
  signal?: AbortSignal;
};

/** A repository in a registry that speaks the OCI distribution API, with the tokens that it asks for. One for each use. */
export class OciRegistry {
  readonly #endpoint: SourceEndpoint;
  readonly #origin: URL;
  readonly #repository: string;
  readonly #actions: string;
  #authorization: string | undefined;

  constructor(options: {
    /** `oci://host/path`, below which the repository is. */
    endpoint: SourceEndpoint;
    /** Below the path of the endpoint. */
    name?: string;
    actions: 'pull' | 'pull,push';
  }) {
    const { endpoint, name, actions } = options;
    const [, host, path] = /^oci:\/\/([^/]+)\/?(.*?)\/?$/.exec(endpoint.url)!;
    this.#endpoint = endpoint;
    this.#origin = new URL(
      `${endpoint.plainHttp ? 'http' : 'https'}://${host}`,
    );
    this.#repository = [path, name].filter(Boolean).join('/');
    this.#actions = actions;
  }

  /** `oci://host/path/name`. */
  get address(): string {
    return `oci://${this.#origin.host}/${this.#repository}`;
  }

  /** A good answer, or `undefined` for 404. `path` is below the repository, such as `manifests/1.0.0`. */
  async find(
    path: string,
    options: Send & { what: string },
  ): Promise<SourceResponse | undefined> {
    const response = await this.send(this.urlOf(path), options);
    if (response.status === 404) {
      return undefined;
    }
    checkStatus(response, options.what);
    return response;
  }

  urlOf(path: string): URL {
    return new URL(`/v2/${this.#repository}/${path}`, this.#origin);
  }

  /** One request, authorized as the registry asks for it. */
  async send(url: URL, options: Send): Promise<SourceResponse> {
    const response = await this.#request(url, options);
    if (response.status !== 401 || url.origin !== this.#origin.origin) {
      return response;
    }
    const challenge = parseChallenge(response.headers['www-authenticate']);
    const authorization =
      challenge && (await this.#authorize(challenge, options));
    if (authorization === undefined || authorization === this.#authorization) {
      return response;
    }
    this.#authorization = authorization;
    return this.#request(url, options);
  }

  async #request(url: URL, options: Send): Promise<SourceResponse> {
    const isOwn = url.origin === this.#origin.origin;
    return sendRequest({
      ...this.#endpoint,
      ...options,
      url,
      headers: {
        ...options.headers,
        ...(isOwn && this.#authorization !== undefined
          ? { authorization: this.#authorization }
          : {}),
      },
      maxBytes: options.maxBytes ?? ERROR_BYTES,
    });
  }

  /** Undefined where there is nothing to show. */
  async #authorize(
    challenge: Challenge,
    { signal }: Send,
  ): Promise<string | undefined> {
    const { username, password } = this.#endpoint;
    if (challenge.scheme === 'basic') {
      return username === undefined ? undefined : basic(username, password);
    }
    const url = this.#realm(challenge.realm);
    if (challenge.service !== undefined) {
      url.searchParams.set('service', challenge.service);
    }
    url.searchParams.set(
      'scope',
      `repository:${this.#repository}:${this.#actions}`,
    );
    const response = await sendRequest({
      ...this.#endpoint,
      url,
      headers:
        username === undefined
          ? {}
          : { authorization: basic(username, password) },
      maxBytes: TOKEN_BYTES,
      signal,
    });
    checkStatus(response, 'a token');
    return `Bearer ${readToken(response)}`;
  }

  #realm(text: string): URL {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (
      !url ||
      !['http:', 'https:'].includes(url.protocol) ||
      (this.#origin.protocol === 'https:' && url.protocol === 'http:')
    ) {
      throw new SourceError(
        'address-refused',
        `${this.#origin.host} sends for a token to what is no address, or from https to http`,
      );
    }
    return url;
  }
}

function readToken({ body, url }: SourceResponse): string {
  try {
    const { token, access_token: accessToken } = JSON.parse(String(body));
    const found = token ?? accessToken;
    if (typeof found === 'string' && /^[\x21-\x7e]+$/.test(found)) {
      return found;
    }
  } catch {
    // as if it held no token
  }
  throw new SourceError('broken', `${url.host} answers without a token`);
}
