import { fork, type ChildProcess } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SlimBackendOptions, SlimBackendReport } from './slimBackend';

const PROGRAM = join(__dirname, 'slimBackend.ts');

/** A backend with the plugin and the simulator in a process of its own. */
export interface SlimBackend {
  url: string;
  /** Checkpoints that it has come by so far. */
  reached: Set<string>;
  /** Signal that ended it; rejects when it ended by itself. */
  ended: Promise<NodeJS.Signals>;
  /** Resolves once it is dead. */
  kill(): Promise<void>;
}

interface Loaded {
  child: ChildProcess;
  output: string[];
}

/** Starts slim backends. One is always loaded ahead, as loading is what takes time. */
export class SlimBackends {
  readonly #children = new Set<ChildProcess>();
  #spare?: Promise<Loaded>;

  async start(options: SlimBackendOptions): Promise<SlimBackend> {
    const next = this.#spare ?? this.#load();
    this.#spare = this.#load();
    const { child, output } = await next;

    const reached = new Set<string>();
    const ended = new Promise<NodeJS.Signals>((resolve, reject) => {
      child.once('exit', (code, signal) =>
        signal
          ? resolve(signal)
          : reject(new Error(`It ended with ${code}: ${output.join('')}`)),
      );
    });
    const started = new Promise<string>(resolve => {
      child.on('message', (message: SlimBackendReport) => {
        if (message.type === 'started') {
          resolve(message.url);
        } else if (message.type === 'reached') {
          reached.add(message.checkpoint);
        }
      });
    });
    child.send(options);
    const url = await Promise.race([
      started,
      ended.then(signal => {
        throw new Error(`It died of ${signal} before it had started`);
      }),
    ]);
    return {
      url,
      reached,
      ended,
      kill: async () => {
        child.kill('SIGKILL');
        await ended;
      },
    };
  }

  async stop(): Promise<void> {
    await this.#spare?.catch(() => {});
    for (const child of this.#children) {
      child.kill('SIGKILL');
    }
  }

  #load(): Promise<Loaded> {
    const child = fork(PROGRAM, [], {
      execArgv: [
        '--no-deprecation',
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      ],
      env: {
        ...process.env,
        // Compiled code is kept between the processes; it halves the time that each takes to load.
        NODE_COMPILE_CACHE: join(tmpdir(), 'cluster-profiles-compile-cache'),
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#children.add(child);
    child.once('exit', () => this.#children.delete(child));
    const output: string[] = [];
    for (const stream of [child.stdout!, child.stderr!]) {
      stream.on('data', chunk => output.push(String(chunk)));
    }
    const loaded = new Promise<Loaded>((resolve, reject) => {
      child.on('message', (message: SlimBackendReport) => {
        if (message.type === 'loaded') {
          resolve({ child, output });
        }
      });
      child.once('exit', () =>
        reject(new Error(`It can not be loaded: ${output.join('')}`)),
      );
    });
    // Whoever takes it next hears of the failure.
    loaded.catch(() => {});
    return loaded;
  }
}
