import type { Clock } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Wait } from '../http/types';
import type { Api } from '../requestAt';
import type { Reflector, WatchClient, WatchOptions } from '../types';
import { KubernetesReflector } from './KubernetesReflector';

export class KubernetesWatchClient implements WatchClient {
  readonly #api: Api;
  readonly #clock: Clock;
  readonly #wait: Wait;

  constructor(options: { api: Api; clock: Clock; wait: Wait }) {
    this.#api = options.api;
    this.#clock = options.clock;
    this.#wait = options.wait;
  }

  watch<T>(options: WatchOptions<T>): Reflector<T> {
    return new KubernetesReflector({
      api: this.#api,
      clock: this.#clock,
      wait: this.#wait,
      watch: options,
    });
  }
}
