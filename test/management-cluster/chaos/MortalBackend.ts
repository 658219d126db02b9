import type { SlimBackendOptions } from '../../../plugins/cluster-profiles-backend/src/crash/__testUtils__/slimBackend';
import {
  SlimBackends,
  type SlimBackend,
} from '../../../plugins/cluster-profiles-backend/src/crash/__testUtils__/SlimBackends';

/** A backend that is started again whenever it was killed, as a process manager would. */
export class MortalBackend {
  /** Rejects when a process does not start, or ends although nobody killed it. */
  readonly failed: Promise<never>;
  readonly #backends = new SlimBackends();
  readonly #options: SlimBackendOptions;
  #fail!: (error: unknown) => void;
  #serving: Promise<SlimBackend>;

  constructor(options: SlimBackendOptions) {
    this.#options = options;
    this.failed = new Promise((_, reject) => {
      this.#fail = reject;
    });
    this.failed.catch(() => {});
    this.#serving = this.#start();
  }

  /** Of whichever process serves now, or will. */
  async url(): Promise<string> {
    return (await this.#serving).url;
  }

  /** Ends the process without notice, and starts another. */
  async kill(): Promise<void> {
    const { kill } = await this.#serving;
    await kill();
    this.#serving = this.#start();
  }

  async stop(): Promise<void> {
    await this.#backends.stop();
  }

  #start(): Promise<SlimBackend> {
    const serving = this.#backends.start({ ...this.#options, fresh: true });
    serving.then(({ ended }) => ended).catch(this.#fail);
    return serving;
  }
}
