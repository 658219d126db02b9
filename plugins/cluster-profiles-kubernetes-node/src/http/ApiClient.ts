import type { IncomingMessage } from 'node:http';
import type { JsonValue } from '@backstage/types';
import { ProviderUnreachableError } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Credentials } from '../connection/Credentials';
import { checkAnswer } from './checkAnswer';
import { exchange } from './exchange';
import { nameServer } from './nameServer';
import { parseJson } from './parseJson';
import { readLines } from './readLines';
import { readText } from './readText';
import { readWarnings } from './readWarnings';
import { ThrottledError } from './ThrottledError';
import { TimeLimit } from './TimeLimit';
import type { ApiAnswer, ApiRequest, Wait } from './types';

const TRIES = 3;
const LONGEST_PATIENCE_SECONDS = 10;
const LARGEST_OBJECT = 4 * 1024 * 1024;

/** Speaks HTTP with one API server: credentials, time and size limits, patience with 429. */
export class ApiClient {
  /** As sentences call it, such as `Management cluster "lab"`. */
  readonly server: string;
  readonly #credentials: Credentials;
  readonly #timeoutMs: number;
  readonly #wait: Wait;

  constructor(options: {
    server: string;
    credentials: Credentials;
    timeoutMs: number;
    wait: Wait;
  }) {
    this.server = options.server;
    this.#credentials = options.credentials;
    this.#timeoutMs = options.timeoutMs;
    this.#wait = options.wait;
  }

  /**
   * Answers with what the API server says about the request, 2xx or 4xx. Errors: `ProviderUnreachableError` when it says
   * nothing about it, `ProviderRefusedError` for an answer past `maxBytes`, the signal's reason once it has aborted.
   */
  async send(request: ApiRequest): Promise<ApiAnswer> {
    try {
      for (let tries = 1; ; tries++) {
        try {
          return await this.#sendRenewing(request);
        } catch (error) {
          if (!isWorthWaiting(error) || tries === TRIES) {
            throw error;
          }
          await this.#wait(error.retryAfterSeconds * 1000, request.signal);
        }
      }
    } catch (error) {
      throw nameServer(error, this.server);
    }
  }

  /**
   * The lines of an answer that does not end by itself, once it has begun well. Errors, also while reading: as `send`, and
   * with `idleMs` between two lines the server counts as gone.
   */
  async stream(
    request: ApiRequest & { idleMs: number },
  ): Promise<{ answer: ApiAnswer; lines: AsyncGenerator<string> }> {
    const limit = new TimeLimit(this.#timeoutMs, request.signal);
    try {
      const incoming = await this.#open(request, limit.signal);
      if (incoming.statusCode !== 200) {
        const answer = await this.#receive(incoming, request);
        if (answer.status === 401) {
          this.#credentials.renew();
        }
        checkAnswer(answer, incoming.headers['retry-after']);
        limit.end();
        return { answer, lines: none() };
      }
      const answer = { status: 200, body: null, warnings: [] };
      return { answer, lines: this.#lines(incoming, limit, request.idleMs) };
    } catch (error) {
      limit.end();
      throw nameServer(limit.explain(error), this.server);
    }
  }

  async *#lines(
    incoming: IncomingMessage,
    limit: TimeLimit,
    idleMs: number,
  ): AsyncGenerator<string> {
    try {
      limit.restart(idleMs);
      for await (const line of readLines(incoming, LARGEST_OBJECT)) {
        limit.restart(idleMs);
        yield line;
      }
    } catch (error) {
      throw nameServer(limit.explain(error), this.server);
    } finally {
      limit.end();
      incoming.destroy();
    }
  }

  /** A refused token may just have been replaced in its file. */
  async #sendRenewing(request: ApiRequest): Promise<ApiAnswer> {
    let received = await this.#sendOnce(request);
    if (received.answer.status === 401) {
      this.#credentials.renew();
      received = await this.#sendOnce(request);
    }
    checkAnswer(received.answer, received.retryAfter);
    return received.answer;
  }

  async #sendOnce(
    request: ApiRequest,
  ): Promise<{ answer: ApiAnswer; retryAfter: string | undefined }> {
    const limit = new TimeLimit(this.#timeoutMs, request.signal);
    try {
      const incoming = await this.#open(request, limit.signal);
      const answer = await this.#receive(incoming, request);
      return { answer, retryAfter: incoming.headers['retry-after'] };
    } catch (error) {
      throw limit.explain(error);
    } finally {
      limit.end();
    }
  }

  async #open(
    request: ApiRequest,
    signal: AbortSignal,
  ): Promise<IncomingMessage> {
    const access = await this.#credentials.current();
    return exchange({ access, request, signal });
  }

  async #receive(
    incoming: IncomingMessage,
    { maxBytes = LARGEST_OBJECT }: ApiRequest,
  ): Promise<ApiAnswer> {
    const text = await readText(incoming, maxBytes);
    const status = incoming.statusCode ?? 0;
    const body: JsonValue | undefined = parseJson(text);
    if (body === undefined && status < 300) {
      throw new ProviderUnreachableError(
        'it answers with something that is not JSON; is this the address of a Kubernetes API server?',
      );
    }
    return {
      status,
      body: body ?? null,
      warnings: readWarnings(incoming.headers.warning),
    };
  }
}

function isWorthWaiting(error: unknown): error is ThrottledError {
  return (
    error instanceof ThrottledError &&
    error.retryAfterSeconds <= LONGEST_PATIENCE_SECONDS
  );
}

async function* none(): AsyncGenerator<string> {}
