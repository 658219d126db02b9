import { ConflictError } from '@backstage/errors';
import {
  ProviderUnreachableError,
  type Clock,
  type WriteMarks,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import type { ClusterStore, StoredCluster } from './database/ClusterStore';
import type { MisbehaviourStore } from './database/MisbehaviourStore';
import type { OperationRequest } from './database/recordOperation';
import { advance } from './simulation/advance';
import type { Misbehaviour, SimulatedCluster } from './simulation/types';

const LOOKS = 5;

/** Which cluster is meant. */
export interface Whereabouts {
  uid: string;
  name: string;
  target: string;
}

/** A cluster as it stands now. */
export interface Seen {
  marks?: Pick<StoredCluster, 'instanceId' | 'revision'>;
  state?: SimulatedCluster;
  misbehaviours: Misbehaviour[];
}

/** Brings simulated clusters up to the present moment whenever somebody looks at them or writes to them. */
export class Simulator {
  readonly #clusters: ClusterStore;
  readonly #misbehaviours?: MisbehaviourStore;
  readonly #clock: Clock;
  readonly #secondsPerStep: number;

  constructor(options: {
    clusters: ClusterStore;
    /** Absent: the simulator behaves. */
    misbehaviours?: MisbehaviourStore;
    clock: Clock;
    secondsPerStep: number;
  }) {
    this.#clusters = options.clusters;
    this.#misbehaviours = options.misbehaviours;
    this.#clock = options.clock;
    this.#secondsPerStep = options.secondsPerStep;
  }

  /** Misbehaviours of a cluster or of a whole target; one of them may be that nothing answers. */
  async answer(where: {
    name?: string;
    target: string;
  }): Promise<Misbehaviour[]> {
    const misbehaviours =
      (await this.#misbehaviours?.listFor({
        cluster: where.name,
        target: where.target,
      })) ?? [];
    const silence = misbehaviours.find(({ kind }) => kind === 'unreachable');
    if (silence) {
      throw new ProviderUnreachableError(
        silence.message ??
          `The simulated management cluster of target ${where.target} does not answer`,
      );
    }
    return misbehaviours;
  }

  async look(where: Whereabouts): Promise<Seen> {
    const misbehaviours = await this.answer(where);
    for (let attempt = 1; ; attempt++) {
      const stored = await this.#clusters.get(where.uid);
      if (!stored?.state) {
        return { marks: stored, misbehaviours };
      }
      const now = this.#clock.now();
      const state = this.#advance(stored.state, now, misbehaviours);
      // Whoever is outrun each time still tells the truth: the simulation is a function of time.
      if (
        state === stored.state ||
        attempt === LOOKS ||
        (await this.#clusters.save(
          { ...stored, state: state.gone ? undefined : state },
          stored.version,
          now,
        ))
      ) {
        return {
          marks: stored,
          state: state.gone ? undefined : state,
          misbehaviours,
        };
      }
    }
  }

  /** Writes: brings the cluster up to now, then lets `accept` change it and says whose marks it carries from here on. */
  async change(
    request: Omit<OperationRequest, 'clusterUid'>,
    where: Whereabouts,
    accept: (seen: Seen & { now: Date }) => {
      state?: SimulatedCluster;
      marks?: WriteMarks;
    },
  ): Promise<void> {
    const misbehaviours = await this.answer(where);
    await this.#conflict(misbehaviours);
    const now = this.#clock.now();
    await this.#clusters.change(
      { ...request, clusterUid: where.uid },
      now,
      stored => {
        const live =
          stored?.state && this.#advance(stored.state, now, misbehaviours);
        const before = live?.gone ? undefined : live;
        const { state, marks = stored } = accept({
          marks: stored,
          state: before,
          misbehaviours,
          now,
        });
        const effective =
          state !== before ||
          marks?.revision !== stored?.revision ||
          marks?.instanceId !== stored?.instanceId;
        return {
          effective,
          next:
            marks && (effective || live !== stored?.state)
              ? {
                  uid: where.uid,
                  name: where.name,
                  instanceId: marks.instanceId,
                  revision: marks.revision,
                  state,
                }
              : undefined,
        };
      },
    );
  }

  async #conflict(misbehaviours: Misbehaviour[]): Promise<void> {
    const conflict = misbehaviours.find(({ kind }) => kind === 'conflict');
    if (conflict && (await this.#misbehaviours?.consume(conflict.id))) {
      throw new ConflictError(
        conflict.message ??
          'Operation cannot be fulfilled: the object has been modified; please apply your changes to the latest version and try again',
      );
    }
  }

  #advance(
    state: SimulatedCluster,
    now: Date,
    misbehaviours: Misbehaviour[],
  ): SimulatedCluster {
    return advance(state, now, {
      secondsPerStep: this.#secondsPerStep,
      misbehaviours,
    });
  }
}
