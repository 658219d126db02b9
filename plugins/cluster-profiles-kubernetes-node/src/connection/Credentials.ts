import { createHash } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import type { KubeConfig } from '@kubernetes/client-node';
import {
  type Clock,
  ProviderUnreachableError,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Connection, WorkloadConnection } from '../config/types';
import { loadKubeConfig } from './loadKubeConfig';

/** Address of an API server and what makes us known to it. */
export interface Access {
  server: URL;
  headers: http.OutgoingHttpHeaders;
  agent: http.Agent | undefined;
}

/** Files are looked at again after this; a refused token makes us look at once. */
const FRESH_MS = 10_000;

/** Credentials that follow their files: a rotated token, certificate or kubeconfig is taken up without a restart. */
export class Credentials {
  readonly #connection: Connection | WorkloadConnection;
  readonly #clock: Clock;
  readonly #timeoutMs: number;
  #kubeConfig: { origin: string; value: KubeConfig } | undefined;
  #access: { at: number; value: Promise<Access> } | undefined;
  #agent: { fingerprint: string; value: http.Agent } | undefined;

  constructor(options: {
    connection: Connection | WorkloadConnection;
    clock: Clock;
    timeoutMs: number;
  }) {
    this.#connection = options.connection;
    this.#clock = options.clock;
    this.#timeoutMs = options.timeoutMs;
  }

  /** Errors: `ProviderUnreachableError`, without anything secret. */
  async current(): Promise<Access> {
    const now = this.#clock.now().getTime();
    if (!this.#access || now - this.#access.at >= FRESH_MS) {
      this.#access = { at: now, value: this.#make() };
    }
    const made = this.#access;
    try {
      return await made.value;
    } catch (error) {
      if (this.#access === made) {
        this.#access = undefined;
      }
      throw error;
    }
  }

  /** Forgets everything, so that the next request reads its credentials anew. */
  renew(): void {
    this.#access = undefined;
    this.#kubeConfig = undefined;
  }

  async #make(): Promise<Access> {
    const kubeConfig = await this.#load();
    const options: https.RequestOptions = {};
    await this.#authenticate(kubeConfig, options);
    const { agent, auth, headers = {}, ...tls } = options;
    const { server, proxyUrl } = kubeConfig.getCurrentCluster()!;
    return {
      server: new URL(server),
      headers: toHeaders(headers as http.OutgoingHttpHeaders, auth),
      agent: proxyUrl
        ? (agent as http.Agent)
        : this.#keepAlive(new URL(server), tls),
    };
  }

  /** The same object while the file is the same: commands for credentials keep what they know in it. */
  async #load(): Promise<KubeConfig> {
    const loaded = await loadKubeConfig(this.#connection);
    const origin = createHash('sha256')
      .update(loaded.exportConfig())
      .digest('hex');
    if (this.#kubeConfig?.origin !== origin) {
      this.#kubeConfig = { origin, value: loaded };
    }
    return this.#kubeConfig.value;
  }

  async #authenticate(
    kubeConfig: KubeConfig,
    options: https.RequestOptions,
  ): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(new Error('no credentials in time')),
        this.#timeoutMs,
      );
    });
    try {
      await Promise.race([kubeConfig.applyToHTTPSOptions(options), late]);
    } catch (error) {
      throw new ProviderUnreachableError(
        `its credentials cannot be read: ${withoutSecrets(error, kubeConfig)}`,
      );
    } finally {
      clearTimeout(timer);
    }
  }

  #keepAlive(server: URL, tls: https.RequestOptions): http.Agent {
    const fingerprint = createHash('sha256')
      .update(
        JSON.stringify([
          server.origin,
          tls.servername,
          tls.rejectUnauthorized,
          ...[tls.ca, tls.cert, tls.key].map(value => String(value ?? '')),
        ]),
      )
      .digest('hex');
    if (this.#agent?.fingerprint !== fingerprint) {
      // Requests under way end on the old one, whose idle connections the server closes
      const { ca, cert, key, servername, rejectUnauthorized } = tls;
      this.#agent = {
        fingerprint,
        value:
          server.protocol === 'https:'
            ? new https.Agent({
                keepAlive: true,
                ca,
                cert,
                key,
                servername,
                rejectUnauthorized,
              })
            : new http.Agent({ keepAlive: true }),
      };
    }
    return this.#agent.value;
  }
}

function toHeaders(
  headers: http.OutgoingHttpHeaders,
  auth: string | null | undefined,
): http.OutgoingHttpHeaders {
  if (auth) {
    return {
      ...headers,
      Authorization: `Basic ${Buffer.from(auth).toString('base64')}`,
    };
  }
  const token = headers.Authorization;
  // Files end in a newline, which no header may hold
  return typeof token === 'string'
    ? { ...headers, Authorization: token.trim() }
    : headers;
}

/** What a command prints, and what fails to parse, may be the credential itself: only the code and the file are told. */
function withoutSecrets(error: unknown, kubeConfig: KubeConfig): string {
  const { code, path } = error as { code?: string; path?: string };
  if (code) {
    return [code, path].filter(Boolean).join(' ');
  }
  const { exec } = kubeConfig.getCurrentUser() ?? {};
  return exec?.command
    ? `the command ${exec.command} of the kubeconfig failed`
    : 'the address, certificates or user of the kubeconfig are not usable';
}
