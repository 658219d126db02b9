import type {
  DesiredLayer,
  Finding,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type {
  AddOnEngine,
  Clock,
  EngineCluster,
  LayerPreview,
  SourceBytes,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { checkMutable } from '../application/checkMutable';
import { composeApplication } from '../application/composeApplication';
import type { Instances } from '../instances/Instances';
import type { LayerRenderer } from '../render/LayerRenderer';
import { previewLayer } from './previewLayer';

/** A layer that would go to a cluster. */
type Planned = {
  cluster: EngineCluster;
  layer: DesiredLayer;
  bytes: SourceBytes;
};

/** Tells what would become of a layer. Writes nothing. */
export class LayerPlanner {
  readonly #instances: Instances;
  readonly #repositories: ReadonlyMap<string, string>;
  readonly #clock: Clock;
  readonly #renderer: LayerRenderer;

  constructor(options: {
    instances: Instances;
    /** Address by layer repository. */
    repositories: ReadonlyMap<string, string>;
    clock: Clock;
    renderer: LayerRenderer;
  }) {
    this.#instances = options.instances;
    this.#repositories = options.repositories;
    this.#clock = options.clock;
    this.#renderer = options.renderer;
  }

  /** Only the Application: what the chart makes, `preview` tells. */
  async render(options: Planned): Promise<string[]> {
    const { layer, bytes } = options;
    const { namespace } = this.#instances.serving(options.cluster);
    const { kind, metadata } = composeApplication({
      ...options,
      namespace,
      repositories: this.#repositories,
      mirrored: await bytes.mirror?.locate(layer),
      marks: { instanceId: '', revision: 0 },
      now: this.#clock.now(),
    });
    return [`${kind} ${namespace}/${metadata.name}`];
  }

  async preview(
    options: Parameters<NonNullable<AddOnEngine['preview']>>[0],
  ): Promise<LayerPreview | undefined> {
    const { layer } = options;
    if (layer) {
      // Refuses what could not be delivered.
      await this.render({ ...options, layer });
    }
    return previewLayer({ ...options, renderer: this.#renderer });
  }

  remarks(options: Planned & { withoutPreview: boolean }): Finding[] {
    const { layer, withoutPreview } = options;
    const mutable = checkMutable({
      ...options,
      repositories: this.#repositories,
    });
    if (!withoutPreview) {
      return mutable;
    }
    return [
      ...mutable,
      {
        severity: 'warn',
        code: 'argocd-objects-unknown',
        message: `What chart version ${layer.version} of layer "${layer.name}" adds, changes and removes on the cluster is not shown: it cannot be rendered here, and Argo CD renders it when it is applied.`,
        remedy:
          'Install helm beside the backend (clusterProfiles.argocd.helm.path), or compare the versions of the chart before you approve.',
        layer: layer.name,
      },
    ];
  }
}
