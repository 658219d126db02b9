import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NotFoundError } from '@backstage/errors';
import type { DesiredLayer } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { SourceBytes } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Charts } from '../../../../test/management-cluster/charts';

/** The charts of the lab, as a publication would have kept them. */
export class LabBytes implements SourceBytes {
  readonly #charts: Pick<Charts, 'repository'>;
  readonly #kept = new Map<string, Uint8Array>();

  constructor(charts: Pick<Charts, 'repository'>) {
    this.#charts = charts;
  }

  /** With the SHA-256 of what the lab has under its chart and version; without one where it has nothing. */
  pin({ sha256: _, ...layer }: DesiredLayer): DesiredLayer {
    const file = join(
      this.#charts.repository,
      `${layer.source?.chart}-${layer.version}.tgz`,
    );
    if (!existsSync(file)) {
      return layer;
    }
    const bytes = readFileSync(file);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    this.#kept.set(sha256, bytes);
    return { ...layer, sha256 };
  }

  async read(sha256: string): Promise<Uint8Array> {
    const bytes = this.#kept.get(sha256);
    if (!bytes) {
      throw new NotFoundError(`There are no bytes with SHA-256 ${sha256}`);
    }
    return bytes;
  }
}
