import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for programs that stand in for helm, where the real one is not at hand; the lab renders with that. */
export class Programs {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async create(): Promise<Programs> {
    return new Programs(await mkdtemp(join(tmpdir(), 'programs-')));
  }

  /** `body` is JavaScript; has `input`, what came in, and `args`. */
  async add(body: string, name = 'helm'): Promise<string> {
    const file = join(this.folder, name);
    await writeFile(
      file,
      [
        `#!${process.execPath}`,
        `const args = process.argv.slice(2);`,
        `const input = require('node:fs').readFileSync(0, 'utf8');`,
        body,
      ].join('\n'),
    );
    await chmod(file, 0o755);
    return file;
  }

  /** "Renders" the list `objects` of the values, and in a ConfigMap `seen` with what it was told, where the values say `tells`. */
  addRenderer(): Promise<string> {
    return this.add(`
      const values = JSON.parse(input);
      if (values.fails) {
        console.error('Error: ' + values.fails);
        process.exit(1);
      }
      const of = option => args.filter(it => it.startsWith(option)).map(it => it.slice(option.length));
      const objects = [...(values.objects ?? [])];
      if (values.tells) {
        objects.push({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'seen' },
          data: { apiVersions: of('--api-versions=').join(' '), kubeVersion: of('--kube-version=').join() } });
      }
      if (values.unsteady) {
        objects.push({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'unsteady' },
          data: { now: String(process.hrtime.bigint()), same: 'yes' } });
      }
      console.log(objects.map(it => '---\\n' + JSON.stringify(it)).join('\\n'));
    `);
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}
