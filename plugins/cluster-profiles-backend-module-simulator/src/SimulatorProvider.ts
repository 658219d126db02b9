import type {
  DesiredState,
  Finding,
  ObservedCluster,
  Target,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type {
  ClusterProvider,
  ProviderPreview,
  WriteMarks,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { acceptDeletion } from './simulation/acceptDeletion';
import { acceptDesired } from './simulation/acceptDesired';
import { checkMarks } from './simulation/checkMarks';
import { clusterSpec, OWN_LAYER_KINDS } from './simulation/clusterSpec';
import { observeCluster } from './simulation/observeCluster';
import { previewCluster } from './simulation/previewCluster';
import type { Simulator, Whereabouts } from './Simulator';

/** Clusters without a cluster: machines that come and go as real ones would, in the plugin's own database. */
export class SimulatorProvider implements ClusterProvider {
  readonly id = 'simulator';
  readonly layerKinds = OWN_LAYER_KINDS;
  readonly #simulator: Simulator;

  constructor(options: { simulator: Simulator }) {
    this.#simulator = options.simulator;
  }

  async preflight(options: { target: Target }): Promise<Finding[]> {
    await this.#simulator.answer({ target: options.target.name });
    return [];
  }

  async preview(options: { desired: DesiredState }): Promise<ProviderPreview> {
    const { desired } = options;
    const { state } = await this.#simulator.look(whereabouts(desired));
    return previewCluster(desired, state);
  }

  async apply(options: {
    desired: DesiredState;
    marks: WriteMarks;
  }): Promise<void> {
    const { desired, marks } = options;
    await this.#simulator.change(
      { operation: 'apply', subject: desired.cluster.name, ...marks },
      whereabouts(desired),
      seen => {
        if (seen.marks) {
          checkMarks(`Cluster ${desired.cluster.name}`, seen.marks, marks);
        }
        const state = acceptDesired(
          seen.state,
          clusterSpec(desired, seen.state),
          seen.now,
          seen.misbehaviours,
        );
        return { state, marks };
      },
    );
  }

  async observe(options: {
    desired: DesiredState;
  }): Promise<ObservedCluster | undefined> {
    const { marks, state, misbehaviours } = await this.#simulator.look(
      whereabouts(options.desired),
    );
    return marks && state && observeCluster(state, marks, misbehaviours);
  }

  async delete(options: {
    desired: DesiredState;
    marks: WriteMarks;
    force?: boolean;
  }): Promise<void> {
    const { desired, marks, force } = options;
    await this.#simulator.change(
      { operation: 'delete', subject: desired.cluster.name, ...marks },
      whereabouts(desired),
      seen => {
        if (seen.marks) {
          checkMarks(`Cluster ${desired.cluster.name}`, seen.marks, marks);
        }
        // The marks stay behind, so that a late write does not bring back what was deleted.
        return {
          state: seen.state && acceptDeletion(seen.state, { force }),
          marks,
        };
      },
    );
  }
}

function whereabouts({ cluster, target }: DesiredState): Whereabouts {
  return { uid: cluster.uid, name: cluster.name, target: target.name };
}
