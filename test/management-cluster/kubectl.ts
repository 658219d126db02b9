import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** kubectl as somebody. */
export interface Kubectl {
  /** Gives what it prints. */
  kubectl(...args: string[]): Promise<string>;
  /** Such as `get('machines', '--namespace=a')`. */
  get<T>(...args: string[]): Promise<T>;
  /** Applies objects as a person with kubectl does. */
  apply(objects: object[], options?: { fieldManager?: string }): Promise<void>;
}

/** The program keeps what it learns of an API server in the folder. */
export function kubectlAs(
  kubeconfig: string,
  options: { program: string; folder: string },
): Kubectl {
  const { program, folder } = options;
  const common = ['--kubeconfig', kubeconfig];
  const kubectl = async (...args: string[]) => {
    const result = await run(
      program,
      [...common, '--cache-dir', join(folder, 'kubectl'), ...args],
      { maxBuffer: 64e6 },
    );
    return result.stdout;
  };
  return {
    kubectl,

    async get(...args) {
      return JSON.parse(await kubectl('get', ...args, '--output=json'));
    },

    async apply(items, { fieldManager = 'kubectl' } = {}) {
      const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
      await withFile(list, file =>
        kubectl(
          'apply',
          '--server-side',
          `--field-manager=${fieldManager}`,
          `--filename=${file}`,
        ),
      );
    },
  };
}

/** Has a command read a file that is gone afterwards. */
export async function withFile<T>(
  content: string | Buffer,
  action: (file: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'lab-file-'));
  try {
    const file = join(folder, 'file');
    await writeFile(file, content, { mode: 0o600 });
    return await action(file);
  } finally {
    await rm(folder, { recursive: true });
  }
}
