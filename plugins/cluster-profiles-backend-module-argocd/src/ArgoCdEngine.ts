import type {
  DesiredLayer,
  Finding,
  ObservedLayer,
  Target,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type {
  AddOnEngine,
  Clock,
  DeliveryAccess,
  EngineCluster,
  LayerPreview,
  PlannedDelivery,
  Registration,
  SourceBytes,
  WriteMarks,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import type { RepositoryLogin } from './config/ArgoCdConfig';
import { ensureProject } from './engine/ensureProject';
import { LayerWriter } from './engine/LayerWriter';
import { readRegistration, registerCluster } from './engine/registerCluster';
import { settleCluster } from './engine/settleCluster';
import { unregisterCluster } from './engine/unregisterCluster';
import { Instances, type ArgoCdInstance } from './instances/Instances';
import { observeLayers } from './observe/observeLayers';
import { watchApplications } from './observe/watchApplications';
import { checkArgoCd } from './preflight/checkArgoCd';
import { findTaken } from './preflight/findTaken';
import { LayerPlanner } from './preview/LayerPlanner';
import { LayerRenderer } from './render/LayerRenderer';

/** Brings layers to clusters as one Application for each layer on each cluster. */
export class ArgoCdEngine implements AddOnEngine {
  readonly id = 'argocd';
  readonly #instances: Instances;
  readonly #repositories: ReadonlyMap<string, string>;
  readonly #clock: Clock;
  readonly #planner: LayerPlanner;
  readonly #writer: LayerWriter;

  constructor(options: {
    instances: readonly ArgoCdInstance[];
    /** Address by layer repository. */
    repositories: ReadonlyMap<string, string>;
    /** By layer repository. */
    logins?: ReadonlyMap<string, RepositoryLogin>;
    clock: Clock;
    renderer?: LayerRenderer;
  }) {
    const {
      repositories,
      logins = new Map(),
      clock,
      renderer = new LayerRenderer(),
    } = options;
    const instances = new Instances({ all: options.instances });
    const common = { instances, repositories, clock, renderer };
    this.#instances = instances;
    this.#repositories = repositories;
    this.#clock = clock;
    this.#planner = new LayerPlanner(common);
    this.#writer = new LayerWriter({ ...common, logins });
  }

  async preflight(options: {
    target: Target;
    planned?: PlannedDelivery;
    signal?: AbortSignal;
  }): Promise<Finding[]> {
    const { target, planned, signal } = options;
    const instance = this.#instances.find(target);
    if (!instance) {
      return [
        {
          severity: 'block',
          code: 'argocd-unknown',
          message: `No Argo CD serves target ${target.name}.`,
          remedy:
            'Name the target in targets of one of clusterProfiles.argocd.instances.',
        },
      ];
    }
    const findings = await checkArgoCd({ ...instance, signal });
    const isUsable = findings.every(({ severity }) => severity !== 'block');
    return planned && isUsable
      ? [...findings, ...(await findTaken({ ...instance, planned, signal }))]
      : findings;
  }

  async render(options: {
    cluster: EngineCluster;
    layer: DesiredLayer;
    bytes: SourceBytes;
  }): Promise<string[]> {
    return this.#planner.render(options);
  }

  async preview(
    options: Parameters<NonNullable<AddOnEngine['preview']>>[0],
  ): Promise<LayerPreview | undefined> {
    return this.#planner.preview(options);
  }

  remarks(
    options: Parameters<NonNullable<AddOnEngine['remarks']>>[0],
  ): Finding[] {
    return this.#planner.remarks(options);
  }

  async apply(options: Parameters<AddOnEngine['apply']>[0]): Promise<void> {
    await this.#writer.apply(options);
  }

  async prune(options: Parameters<AddOnEngine['prune']>[0]): Promise<void> {
    await this.#writer.prune(options);
  }

  async settle(options: {
    cluster: EngineCluster;
    marks: WriteMarks;
    signal?: AbortSignal;
  }): Promise<void> {
    await settleCluster({
      ...options,
      ...this.#instances.serving(options.cluster),
      repositories: this.#repositories,
    });
  }

  async observe(options: {
    cluster: EngineCluster;
    signal?: AbortSignal;
  }): Promise<ObservedLayer[]> {
    return observeLayers({
      ...options,
      instance: this.#instances.serving(options.cluster),
      now: this.#clock.now(),
    });
  }

  async watch(options: {
    onHint(clusterUid: string): void;
    signal: AbortSignal;
  }): Promise<void> {
    await Promise.all(
      this.#instances.all.flatMap(({ management, namespace }) =>
        management.watcher
          ? [
              watchApplications({
                ...options,
                watcher: management.watcher,
                namespace,
              }).done,
            ]
          : [],
      ),
    );
  }

  async registration(options: {
    cluster: EngineCluster;
    signal?: AbortSignal;
  }): Promise<Registration | undefined> {
    return readRegistration({
      ...options,
      ...this.#instances.serving(options.cluster),
    });
  }

  async register(options: {
    cluster: EngineCluster;
    access: DeliveryAccess;
    marks: WriteMarks;
    signal?: AbortSignal;
  }): Promise<void> {
    const clock = this.#clock;
    const repositories = this.#repositories;
    const { management, namespace } = this.#instances.serving(options.cluster);
    await ensureProject({ ...options, management, namespace, repositories });
    await registerCluster({ ...options, management, namespace, clock });
  }

  async unregister(options: {
    cluster: EngineCluster;
    marks: WriteMarks;
    signal?: AbortSignal;
  }): Promise<void> {
    const { management, namespace } = this.#instances.serving(options.cluster);
    await unregisterCluster({ ...options, management, namespace });
  }
}
