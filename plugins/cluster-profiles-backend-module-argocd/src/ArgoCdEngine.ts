import type {
  DesiredLayer,
  Finding,
  ObservedLayer,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ManagementCluster } from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import {
  ProviderRefusedError,
  type AddOnEngine,
  type Clock,
  type EngineCluster,
  type WriteMarks,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import {
  ARGO_API_VERSION,
  composeApplication,
} from './application/composeApplication';
import { CLUSTER_UID_LABEL } from './application/marks';
import { applicationName } from './application/names';
import type { ArgoCdInstanceConfig } from './config/ArgoCdConfig';
import { applyLayer } from './engine/applyLayer';
import { ensureProject } from './engine/ensureProject';
import { pruneLayer } from './engine/pruneLayer';
import { observeApplication } from './observe/observeApplication';

/** One Argo CD, and who it is for. */
export interface ArgoCdInstance extends Pick<
  ArgoCdInstanceConfig,
  'namespace' | 'targets'
> {
  management: Pick<ManagementCluster, 'reader' | 'writer'>;
}

/** Brings layers to clusters as one Application for each layer on each cluster. */
export class ArgoCdEngine implements AddOnEngine {
  readonly id = 'argocd';
  readonly #instances: readonly ArgoCdInstance[];
  readonly #repositories: ReadonlyMap<string, string>;
  readonly #clock: Clock;

  constructor(options: {
    instances: readonly ArgoCdInstance[];
    /** Address by layer repository. */
    repositories: ReadonlyMap<string, string>;
    clock: Clock;
  }) {
    this.#instances = options.instances;
    this.#repositories = options.repositories;
    this.#clock = options.clock;
  }

  /** Only the Application: what the chart makes, Argo CD knows, once it is told to. */
  async render(options: {
    cluster: EngineCluster;
    layer: DesiredLayer;
  }): Promise<string[]> {
    const { namespace } = this.#serving(options.cluster);
    const { kind, metadata } = composeApplication({
      ...options,
      namespace,
      repositories: this.#repositories,
      marks: { instanceId: '', revision: 0 },
    });
    return [`${kind} ${namespace}/${metadata.name}`];
  }

  remarks(options: { layer: DesiredLayer }): Finding[] {
    const { layer } = options;
    return [
      {
        severity: 'warn',
        code: 'argocd-objects-unknown',
        message: `What chart version ${layer.version} of layer "${layer.name}" adds, changes and removes on the cluster is not shown: Argo CD renders it when it is applied.`,
        remedy: 'Compare the versions of the chart before you approve.',
        layer: layer.name,
      },
    ];
  }

  async apply(options: {
    cluster: EngineCluster;
    layer: DesiredLayer;
    marks: WriteMarks;
    signal?: AbortSignal;
  }): Promise<void> {
    const { management, namespace } = this.#serving(options.cluster);
    const repositories = this.#repositories;
    const application = composeApplication({
      ...options,
      namespace,
      repositories,
    });
    await ensureProject({ ...options, management, namespace, repositories });
    await applyLayer({
      ...options,
      management,
      application,
      now: this.#clock.now(),
    });
  }

  async observe(options: {
    cluster: EngineCluster;
    signal?: AbortSignal;
  }): Promise<ObservedLayer[]> {
    const { cluster, signal } = options;
    const { management, namespace } = this.#serving(cluster);
    const now = this.#clock.now();
    const applications = await management.reader.list(
      {
        apiVersion: ARGO_API_VERSION,
        kind: 'Application',
        namespace,
        labelSelector: `${CLUSTER_UID_LABEL}=${cluster.cluster.uid}`,
      },
      { signal },
    );
    return applications
      .map(application => observeApplication(application, now))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  async prune(options: {
    cluster: EngineCluster;
    layer: string;
    marks: WriteMarks;
    signal?: AbortSignal;
  }): Promise<void> {
    const { cluster, layer } = options;
    const { management, namespace } = this.#serving(cluster);
    await pruneLayer({
      ...options,
      management,
      reference: {
        apiVersion: ARGO_API_VERSION,
        kind: 'Application',
        name: applicationName({ cluster: cluster.cluster, layer }),
        namespace,
      },
    });
  }

  /** Errors: `ProviderRefusedError` for a target that none is for. */
  #serving({ target }: EngineCluster): ArgoCdInstance {
    const instance =
      this.#instances.find(({ targets }) => targets?.includes(target.name)) ??
      this.#instances.find(({ targets }) => !targets);
    if (!instance) {
      throw new ProviderRefusedError(
        `No Argo CD serves target ${target.name}; name it in targets of one of clusterProfiles.argocd.instances`,
      );
    }
    return instance;
  }
}
