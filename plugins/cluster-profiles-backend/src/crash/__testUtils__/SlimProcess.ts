import { fork, type ChildProcess } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  SlimBackendOptions,
  SlimBackendOrder,
  SlimBackendReport,
} from './slimBackend';

const PROGRAM = join(__dirname, 'slimBackend.ts');

/** The child process that runs slim backends, one after the other. */
export class SlimProcess {
  readonly reached = new Set<string>();
  readonly ended: Promise<NodeJS.Signals>;
  readonly #child: ChildProcess;
  readonly #ready: Promise<unknown>;
  #output = '';

  constructor() {
    const child = fork(PROGRAM, [], {
      execArgv: [
        '--no-deprecation',
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      ],
      env: {
        ...process.env,
        // Compiled code is kept between the processes: each of them loads sooner.
        NODE_COMPILE_CACHE: join(tmpdir(), 'cluster-profiles-compile-cache'),
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const stream of [child.stdout!, child.stderr!]) {
      stream.on('data', chunk => {
        this.#output += chunk;
      });
    }
    this.#child = child;
    this.ended = new Promise((resolve, reject) =>
      child.once('exit', (code, signal) =>
        signal
          ? resolve(signal)
          : reject(new Error(`It ended with ${code}: ${this.#output}`)),
      ),
    );
    // Whoever waits for something hears of it.
    this.ended.catch(() => {});
    child.on('message', (message: SlimBackendReport) => {
      if (message.type === 'reached') {
        this.reached.add(message.checkpoint);
      }
    });
    this.#ready = this.#hear('ready');
    this.#ready.catch(() => {});
  }

  async ready(): Promise<void> {
    await this.#ready;
  }

  async startServing(options: SlimBackendOptions): Promise<string> {
    const started = this.#hear('started');
    this.#tell({ type: 'start', options });
    return (await started).url;
  }

  async stopServing(): Promise<void> {
    const stopped = this.#hear('ready');
    this.#tell({ type: 'stop' });
    await stopped;
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.ended.catch(() => {});
  }

  #tell(order: SlimBackendOrder): void {
    this.#child.send(order);
  }

  #hear<T extends SlimBackendReport['type']>(
    type: T,
  ): Promise<Extract<SlimBackendReport, { type: T }>> {
    const heard = new Promise<Extract<SlimBackendReport, { type: T }>>(
      resolve => {
        const listen = (message: SlimBackendReport) => {
          if (message.type === type) {
            this.#child.off('message', listen);
            resolve(message as Extract<SlimBackendReport, { type: T }>);
          }
        };
        this.#child.on('message', listen);
      },
    );
    const died = this.ended.then(signal => {
      throw new Error(`It died of ${signal}: ${this.#output}`);
    });
    return Promise.race([heard, died]);
  }
}
