import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { Clock } from '@cluster-profiles/plugin-cluster-profiles-node';

const MINUTE = 60_000;
/** Callers that are remembered at once; the one that was quiet longest is forgotten first. */
const MAX_CALLERS = 10_000;

/** The catalog and the search of the same portal read page by page, as fast as they can. */
const UNLIMITED = new Set(['plugin:catalog', 'plugin:search']);

interface Account {
  left: number;
  at: number;
}

/** How much one caller may ask of this replica: so many requests a minute, of which so many that write or plan. */
export class RequestLimits {
  readonly #clock: Clock;
  readonly #perMinute: Record<'requests' | 'writes', number>;
  readonly #accounts = new Map<string, Account>();

  constructor(options: {
    clock: Clock;
    requestsPerMinute: number;
    writesPerMinute: number;
  }) {
    this.#clock = options.clock;
    this.#perMinute = {
      requests: options.requestsPerMinute,
      writes: options.writesPerMinute,
    };
  }

  /** Counts a request. Throws an error that is answered with 429 when the caller has to wait. */
  count(credentials: BackstageCredentials, options: { writes: boolean }): void {
    const caller = callerOf(credentials);
    if (caller === undefined || UNLIMITED.has(caller)) {
      return;
    }
    this.#take('requests', caller);
    if (options.writes) {
      this.#take('writes', caller);
    }
  }

  #take(what: 'requests' | 'writes', caller: string): void {
    const key = `${what} ${caller}`;
    const perMinute = this.#perMinute[what];
    const now = this.#clock.now().getTime();
    const { left, at } = this.#accounts.get(key) ?? {
      left: perMinute,
      at: now,
    };
    const refilled = Math.min(
      perMinute,
      left + (Math.max(0, now - at) * perMinute) / MINUTE,
    );
    this.#accounts.delete(key);
    this.#accounts.set(key, { left: Math.max(0, refilled - 1), at: now });
    if (this.#accounts.size > MAX_CALLERS) {
      this.#accounts.delete(this.#accounts.keys().next().value!);
    }
    if (refilled < 1) {
      throw tooMany(what, perMinute);
    }
  }
}

/** Users count as themselves, whoever carries their token. */
function callerOf(credentials: BackstageCredentials): string | undefined {
  const { userEntityRef, subject } = credentials.principal as {
    userEntityRef?: string;
    subject?: string;
  };
  return userEntityRef ?? subject;
}

function tooMany(what: 'requests' | 'writes', perMinute: number): Error {
  const error = new Error(
    `You sent more than ${perMinute} ${what === 'writes' ? 'proposals and previews' : 'requests'} within a minute; wait a moment`,
  );
  error.name = 'TooManyRequestsError';
  return Object.assign(error, { statusCode: 429 });
}
