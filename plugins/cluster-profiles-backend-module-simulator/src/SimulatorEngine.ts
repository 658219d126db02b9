import { NotFoundError } from '@backstage/errors';
import type {
  DesiredLayer,
  ObservedLayer,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  broughtObject,
  compareRendered,
  ProviderRefusedError,
  type AddOnEngine,
  type EngineCluster,
  type LayerPreview,
  type WriteMarks,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { acceptLayer, acceptPrune } from './simulation/acceptLayer';
import { observeLayers } from './simulation/observeLayers';
import { renderLayer, renderObjects } from './simulation/renderLayer';
import type { Simulator, Whereabouts } from './Simulator';

/** Delivers layers to simulated clusters. */
export class SimulatorEngine implements AddOnEngine {
  readonly id = 'simulator';
  readonly #simulator: Simulator;

  constructor(options: { simulator: Simulator }) {
    this.#simulator = options.simulator;
  }

  async render(options: {
    cluster: EngineCluster;
    layer: DesiredLayer;
  }): Promise<string[]> {
    return renderLayer(options.layer);
  }

  async preview(options: {
    layer?: DesiredLayer;
    before?: DesiredLayer;
  }): Promise<LayerPreview> {
    const [before, after] = [options.before, options.layer].map(layer =>
      layer ? renderObjects(layer) : [],
    );
    return {
      objects: compareRendered({ before, after }),
      hooks: [],
      brings: after.map(broughtObject),
      findings: [],
    };
  }

  async apply(options: {
    cluster: EngineCluster;
    layer: DesiredLayer;
    marks: WriteMarks;
  }): Promise<void> {
    const { cluster, layer, marks } = options;
    const { name } = cluster.cluster;
    await this.#simulator.change(
      { operation: 'apply-layer', subject: layer.name, ...marks },
      whereabouts(cluster),
      ({ state, misbehaviours, now }) => {
        if (!state) {
          throw new NotFoundError(
            `Layer ${layer.name} cannot be applied: there is no simulated cluster ${name}`,
          );
        }
        if (state.deleting) {
          throw new ProviderRefusedError(
            `Layer ${layer.name} cannot be applied: cluster ${name} is being deleted`,
          );
        }
        return { state: acceptLayer(state, layer, marks, misbehaviours, now) };
      },
    );
  }

  async observe(options: { cluster: EngineCluster }): Promise<ObservedLayer[]> {
    const { state, misbehaviours } = await this.#simulator.look(
      whereabouts(options.cluster),
    );
    return state ? observeLayers(state, misbehaviours) : [];
  }

  async prune(options: {
    cluster: EngineCluster;
    layer: string;
    marks: WriteMarks;
  }): Promise<void> {
    const { cluster, layer, marks } = options;
    await this.#simulator.change(
      { operation: 'prune-layer', subject: layer, ...marks },
      whereabouts(cluster),
      ({ state }) => ({ state: state && acceptPrune(state, layer, marks) }),
    );
  }
}

function whereabouts({ cluster, target }: EngineCluster): Whereabouts {
  return { uid: cluster.uid, name: cluster.name, target: target.name };
}
