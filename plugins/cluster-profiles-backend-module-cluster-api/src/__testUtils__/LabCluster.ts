import { setTimeout as sleep } from 'node:timers/promises';
import type {
  DesiredState,
  ObservedCluster,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { WriteMarks } from '@cluster-profiles/plugin-cluster-profiles-node';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- the proof that counts is the reconciler's own
import { findObstacles } from '../../../cluster-profiles-backend/src/reconciler/findObstacles';
import type { ClusterApiProvider } from '../ClusterApiProvider';
import { labFiles } from './labState';

const PATIENCE_MS = 240_000;

/** One cluster on the lab, as the reconciler sees and writes it. */
export class LabCluster {
  readonly #provider: ClusterApiProvider;
  #revision = 0;

  constructor(options: { provider: ClusterApiProvider }) {
    this.#provider = options.provider;
  }

  get revision(): number {
    return this.#revision;
  }

  marks(overrides: Partial<WriteMarks> = {}): WriteMarks {
    return {
      instanceId: 'lab-portal',
      revision: this.#revision,
      idempotencyKey: `${this.#revision}`,
      ...overrides,
    };
  }

  /** Writes a state as the next revision. */
  async write(desired: DesiredState): Promise<void> {
    this.#revision += 1;
    await this.rewrite(desired);
  }

  async rewrite(desired: DesiredState): Promise<void> {
    await this.#provider.apply({
      desired,
      marks: this.marks(),
      files: labFiles,
    });
  }

  /** Writes a state as the next revision, and waits for the proof that it runs. */
  async reach(desired: DesiredState): Promise<ObservedCluster> {
    await this.write(desired);
    return this.untilProven(desired);
  }

  async untilProven(desired: DesiredState): Promise<ObservedCluster> {
    const obstacles = (observed: ObservedCluster | undefined) =>
      findObstacles({
        revision: this.#revision,
        desired,
        observed,
        engineLayers: [],
        providerLayerKinds: this.#provider.layerKinds,
        earlierLayers: [],
      }).map(({ message }) => message);
    const observed = await this.until(desired, obstacles);
    return observed!;
  }

  async untilGone(desired: DesiredState): Promise<void> {
    await this.until(desired, observed => (observed ? observed.leftovers : []));
  }

  /** Looks until nothing is missing any more. */
  async until(
    desired: DesiredState,
    missing: (observed: ObservedCluster | undefined) => string[],
  ): Promise<ObservedCluster | undefined> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const observed = await this.#provider.observe({ desired });
      const left = missing(observed);
      if (left.length === 0) {
        return observed;
      }
      if (Date.now() > deadline) {
        throw new Error(`Not reached: ${left.join('; ')}`);
      }
      await sleep(250);
    }
  }
}
