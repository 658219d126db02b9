import { randomUUID } from 'node:crypto';
import type {
  DesiredState,
  ObservedCluster,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type {
  ClusterProvider,
  ProfileFiles,
  WriteMarks,
} from '../../ClusterProvider';
import { aDesiredState, noFiles, targetSnapshot } from '../builders';
import { hasReached } from './hasReached';
import { kubernetesAt } from './states';
import type {
  ClusterProviderContractOptions,
  ProviderUnderTest,
} from './types';

export const INSTANCE_ID = 'contract';

/** One test of the contract: a cluster of its own, and what is done with it. */
export class ProviderRun {
  readonly subject: ProviderUnderTest;
  readonly provider: ClusterProvider;
  readonly files: ProfileFiles;
  readonly desired: DesiredState;
  readonly #maxRounds: number;

  constructor(options: {
    subject: ProviderUnderTest;
    desired: DesiredState;
    maxRounds: number;
  }) {
    this.subject = options.subject;
    this.provider = options.subject.provider;
    this.files = options.subject.files ?? noFiles;
    this.desired = options.desired;
    this.#maxRounds = options.maxRounds;
  }

  static async start(
    options: Pick<ClusterProviderContractOptions, 'create' | 'desired'> & {
      kubernetes: { current: string };
      maxRounds: number;
    },
  ): Promise<ProviderRun> {
    const subject = await options.create();
    const desired =
      options.desired?.(subject.target) ??
      aDesiredState({ target: targetSnapshot(subject.target) });
    return new ProviderRun({
      subject,
      desired: kubernetesAt(unique(desired), options.kubernetes.current),
      maxRounds: options.maxRounds,
    });
  }

  marks(revision: number): WriteMarks {
    return {
      instanceId: INSTANCE_ID,
      revision,
      idempotencyKey: `${this.desired.cluster.uid}/${revision}`,
    };
  }

  async preview(desired: DesiredState, current?: DesiredState) {
    return this.provider.preview({ files: this.files, desired, current });
  }

  async apply(desired: DesiredState, marks: WriteMarks): Promise<void> {
    await this.provider.apply({ files: this.files, desired, marks });
  }

  /** Applies a state, once for each step that it is handed over in, until it is there. */
  async reach(
    state: DesiredState,
    marks: WriteMarks,
    onLook: (observed: ObservedCluster | undefined) => void = () => {},
  ): Promise<ObservedCluster> {
    await this.apply(state, marks);
    for (;;) {
      const observed = await this.until(seen => {
        onLook(seen);
        return (
          seen?.revision === marks.revision &&
          (seen.nextApply !== undefined || this.hasReached(seen, state))
        );
      }, state);
      if (observed!.nextApply === undefined) {
        return observed!;
      }
      await this.apply(state, {
        ...marks,
        idempotencyKey: `${marks.idempotencyKey}/${observed!.nextApply}`,
      });
    }
  }

  hasReached(
    observed: ObservedCluster | undefined,
    desired: DesiredState,
  ): boolean {
    return hasReached(observed, desired, this.provider.layerKinds);
  }

  /** Advances until the observed state is as wanted. */
  async until(
    wanted: (observed: ObservedCluster | undefined) => boolean,
    state: DesiredState = this.desired,
    /** Done before each look. */
    { before }: { before?: () => Promise<void> } = {},
  ): Promise<ObservedCluster | undefined> {
    let networkDelivered = false;
    for (let round = 0; round < this.#maxRounds; round++) {
      await before?.();
      const observed = await this.provider.observe({ desired: state });
      if (wanted(observed)) {
        return observed;
      }
      if (observed?.apiReachable && !state.deleted && !networkDelivered) {
        await this.subject.deliverNetwork?.(state);
        networkDelivered = true;
      }
      await this.subject.advance();
    }
    const last = await this.provider.observe({ desired: state });
    throw new Error(
      `Not reached after ${this.#maxRounds} rounds: ${JSON.stringify(last)}`,
    );
  }

  /** Runs rounds in which nothing may move. */
  async letTimePass(
    state: DesiredState = this.desired,
  ): Promise<ObservedCluster | undefined> {
    for (let round = 0; round < 5; round++) {
      await this.provider.observe({ desired: state });
      await this.subject.advance();
    }
    return this.provider.observe({ desired: state });
  }
}

/** Names and UIDs of clusters are never reused between tests: a real management cluster outlives them. */
function unique(desired: DesiredState): DesiredState {
  const uid = randomUUID();
  return {
    ...desired,
    cluster: {
      ...desired.cluster,
      uid,
      name: `${desired.cluster.name}-${uid.slice(0, 8)}`,
    },
  };
}
