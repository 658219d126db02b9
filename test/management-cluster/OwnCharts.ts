import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Charts } from './charts';

/** Charts that one test has to itself, such as one that is gone. Profiles may name them before anybody has them. */
export class OwnCharts {
  readonly #charts: Charts;
  readonly #folder: string;

  private constructor(charts: Charts, folder: string) {
    this.#charts = charts;
    this.#folder = folder;
  }

  static async create(charts: Charts, names: string[]): Promise<OwnCharts> {
    const own = new OwnCharts(
      charts,
      await mkdtemp(join(tmpdir(), 'own-charts-')),
    );
    await mkdir(own.library);
    for (const name of names) {
      const folder = join(own.library, name);
      await mkdir(folder);
      const version = '1.0.0';
      const layer = {
        name,
        title: name,
        kind: 'addon',
        versions: [
          {
            version,
            upstream: {
              type: 'helm',
              url: charts.httpUrl,
              chart: name,
              version,
            },
          },
        ],
      };
      await writeFile(join(folder, 'layer.yaml'), JSON.stringify(layer));
    }
    return own;
  }

  /** Folder: a layer repository. */
  get library(): string {
    return join(this.#folder, 'library');
  }

  /** Puts one into the lab's repositories; its content is that of another. */
  async bring(name: string, like: string): Promise<void> {
    const folder = join(this.#folder, name);
    await cp(join(this.#charts.sources, like), folder, { recursive: true });
    const file = join(folder, 'Chart.yaml');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace(`name: ${like}`, `name: ${name}`));
    await this.#charts.publish(folder, '1.0.0');
  }

  async remove(): Promise<void> {
    await rm(this.#folder, { recursive: true });
  }
}
