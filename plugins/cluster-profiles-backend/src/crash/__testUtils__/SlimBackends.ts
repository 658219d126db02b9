import type { SlimBackendOptions } from './slimBackend';
import { SlimProcess } from './SlimProcess';

/** A backend with the plugin and the simulator in a process of its own. */
export interface SlimBackend {
  url: string;
  /** Checkpoints that it has come by so far. */
  reached: Set<string>;
  /** Resolves with the signal that ended the process; rejects when it ended by itself. */
  ended: Promise<NodeJS.Signals>;
  /** Resolves once it is dead. */
  kill(): Promise<void>;
  /** Shuts down in order; the process may serve another database later. */
  stop(): Promise<void>;
}

/** Starts slim backends. Loading is what takes time, so one is always loaded ahead. */
export class SlimBackends {
  readonly #processes = new Set<SlimProcess>();
  #spare?: SlimProcess;
  #used?: SlimProcess;

  /** A fresh one has never served before. */
  async start(
    options: SlimBackendOptions & { fresh?: boolean },
  ): Promise<SlimBackend> {
    const { fresh, ...rest } = options;
    const chosen = (!fresh && this.#takeUsed()) || this.#takeSpare();
    const { reached, ended } = chosen;
    reached.clear();
    await chosen.ready();
    const url = await chosen.startServing(rest);
    return {
      url,
      reached,
      ended,
      kill: () => chosen.kill(),
      stop: async () => {
        await chosen.stopServing();
        this.#used = chosen;
      },
    };
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#processes].map(it => it.kill()));
  }

  #takeUsed(): SlimProcess | undefined {
    const used = this.#used;
    this.#used = undefined;
    return used;
  }

  #takeSpare(): SlimProcess {
    const spare = this.#spare ?? this.#load();
    this.#spare = this.#load();
    return spare;
  }

  #load(): SlimProcess {
    const loaded = new SlimProcess();
    this.#processes.add(loaded);
    return loaded;
  }
}
