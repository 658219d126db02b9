import type { Clock } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Wait } from '../http/types';
import { listPages } from '../listPages';
import type { Api } from '../requestAt';
import type { KubernetesObject, Reflector, WatchOptions } from '../types';
import { backOff } from './backOff';
import { openWatch } from './openWatch';
import { VersionExpiredError } from './VersionExpiredError';

/** The server ends a watch after this, spread by half so that not all reconnect at once. */
const WATCH_SECONDS = 240;
const IDLE_MS = 150_000;
/** A watch that ends sooner than this has not gone well. */
const SHORTEST_WATCH_MS = 1_000;
/** After so many failures in a row the version itself may be the trouble, as with a restored etcd. */
const FAILURES_UNTIL_LIST = 4;

interface Known<T> {
  resourceVersion: string | undefined;
  item: T;
}

/** Lists, then watches, and starts over after every trouble until its signal aborts. */
export class KubernetesReflector<T> implements Reflector<T> {
  readonly done: Promise<void>;
  readonly #api: Api;
  readonly #clock: Clock;
  readonly #wait: Wait;
  readonly #options: WatchOptions<T>;
  #known = new Map<string, Known<T>>();
  /** What is known is complete up to here; undefined: a list is needed. */
  #version: string | undefined;
  #failures = 0;
  #synced = false;
  #lastSeenAt: string | undefined;
  #lastError: string | undefined;

  constructor(options: {
    api: Api;
    clock: Clock;
    wait: Wait;
    watch: WatchOptions<T>;
  }) {
    this.#api = options.api;
    this.#clock = options.clock;
    this.#wait = options.wait;
    this.#options = options.watch;
    this.done = this.#run();
  }

  get synced(): boolean {
    return this.#synced;
  }

  get lastSeenAt(): string | undefined {
    return this.#lastSeenAt;
  }

  get lastError(): string | undefined {
    return this.#lastError;
  }

  items(): T[] {
    return [...this.#known.values()].map(({ item }) => item);
  }

  async #run(): Promise<void> {
    const { signal } = this.#options;
    while (!signal.aborted) {
      try {
        this.#version ??= await this.#list();
        await this.#follow(this.#version);
      } catch (error) {
        if (!signal.aborted) {
          await this.#recover(error);
        }
      }
    }
  }

  async #recover(error: unknown): Promise<void> {
    this.#failures++;
    if (
      error instanceof VersionExpiredError ||
      this.#failures % FAILURES_UNTIL_LIST === 0
    ) {
      this.#version = undefined;
    }
    if (!(error instanceof VersionExpiredError)) {
      this.#lastError = error instanceof Error ? error.message : String(error);
    }
    await this.#wait(
      backOff({
        failures: this.#failures,
        error,
        random: () => this.#clock.random(),
      }),
      this.#options.signal,
    );
  }

  async #list(): Promise<string> {
    const { onChange, signal } = this.#options;
    const before = this.#known;
    const now = new Map<string, Known<T>>();
    let version = '';
    for await (const page of listPages(this.#api, this.#options, { signal })) {
      this.#seen();
      version = page.resourceVersion;
      for (const object of page.items) {
        now.set(keyOf(object), this.#keep(object));
      }
    }
    // Only a complete list tells what is gone
    this.#known = now;
    this.#synced = true;
    for (const [key, { item, resourceVersion }] of now) {
      const old = before.get(key);
      if (old?.resourceVersion !== resourceVersion) {
        onChange(item, old ? 'modified' : 'added');
      }
    }
    for (const [key, { item }] of before) {
      if (!now.has(key)) {
        onChange(item, 'deleted');
      }
    }
    return version;
  }

  async #follow(version: string): Promise<void> {
    const openedAt = this.#clock.now().getTime();
    const events = await openWatch(this.#api, {
      selection: this.#options,
      resourceVersion: version,
      timeoutSeconds: Math.round(
        WATCH_SECONDS * (1 + this.#clock.random() / 2),
      ),
      idleMs: IDLE_MS,
      signal: this.#options.signal,
    });
    this.#seen();
    // A list alone is not all well: without a watch, news comes late
    this.#lastError = undefined;
    for await (const { type, object, resourceVersion } of events) {
      this.#seen();
      this.#failures = 0;
      if (type !== 'BOOKMARK') {
        this.#take(object, type === 'DELETED');
      }
      this.#version = resourceVersion;
    }
    if (this.#clock.now().getTime() - openedAt < SHORTEST_WATCH_MS) {
      throw new Error('The API server ends watches at once');
    }
    this.#failures = 0;
  }

  #take(object: KubernetesObject, gone: boolean): void {
    const { onChange } = this.#options;
    const key = keyOf(object);
    const known = this.#known.has(key);
    const kept = this.#keep(object);
    if (gone) {
      this.#known.delete(key);
      onChange(kept.item, 'deleted');
    } else {
      this.#known.set(key, kept);
      onChange(kept.item, known ? 'modified' : 'added');
    }
  }

  #keep(object: KubernetesObject): Known<T> {
    return {
      resourceVersion: object.metadata.resourceVersion,
      item: this.#options.project(object),
    };
  }

  #seen(): void {
    this.#lastSeenAt = this.#clock.now().toISOString();
  }
}

function keyOf({ metadata }: KubernetesObject): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`;
}
