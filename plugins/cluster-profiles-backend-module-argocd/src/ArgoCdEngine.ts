import type {
  DesiredLayer,
  Finding,
  ObservedLayer,
  Target,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type {
  JsonApi,
  ManagementCluster,
  ObjectReference,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import {
  ProviderRefusedError,
  type AddOnEngine,
  type Clock,
  type DeliveryAccess,
  type EngineCluster,
  type LayerPreview,
  type Leftovers,
  type SourceBytes,
  type Registration,
  type WriteMarks,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import {
  ARGO_API_VERSION,
  composeApplication,
} from './application/composeApplication';
import { checkMutable } from './application/checkMutable';
import { CLUSTER_UID_LABEL, readMarks } from './application/marks';
import { applicationName } from './application/names';
import {
  joinNeeds,
  leftFrom,
  needsOf,
  NO_NEEDS,
  readNeeds,
} from './application/needs';
import { findDifferences } from './drift/findDifferences';
import { ManagedResources } from './drift/ManagedResources';
import type {
  ArgoCdInstanceConfig,
  RepositoryLogin,
} from './config/ArgoCdConfig';
import { applyLayer } from './engine/applyLayer';
import { ensureProject } from './engine/ensureProject';
import { pruneLayer } from './engine/pruneLayer';
import { readRegistration, registerCluster } from './engine/registerCluster';
import { ensureRepositorySecret } from './engine/ensureRepositorySecret';
import { settleCluster } from './engine/settleCluster';
import { unregisterCluster } from './engine/unregisterCluster';
import { LayerNamespaces } from './namespaces/LayerNamespaces';
import { askWhy } from './observe/askWhy';
import { observeApplication } from './observe/observeApplication';
import { checkArgoCd } from './preflight/checkArgoCd';
import { previewLayer } from './preview/previewLayer';
import { LayerRenderer, type RenderedLayer } from './render/LayerRenderer';
import { watchApplications } from './observe/watchApplications';

/** One Argo CD, and who it is for. */
export interface ArgoCdInstance extends Pick<
  ArgoCdInstanceConfig,
  'namespace' | 'targets'
> {
  name?: string;
  management: Pick<ManagementCluster, 'name' | 'reader' | 'writer'> &
    Partial<Pick<ManagementCluster, 'watcher'>>;
  /** Of Argo CD itself. */
  api?: JsonApi;
}

/** Brings layers to clusters as one Application for each layer on each cluster. */
export class ArgoCdEngine implements AddOnEngine {
  readonly id = 'argocd';
  readonly #instances: readonly ArgoCdInstance[];
  readonly #repositories: ReadonlyMap<string, string>;
  readonly #logins: ReadonlyMap<string, RepositoryLogin>;
  readonly #clock: Clock;
  readonly #renderer: LayerRenderer;

  constructor(options: {
    instances: readonly ArgoCdInstance[];
    /** Address by layer repository. */
    repositories: ReadonlyMap<string, string>;
    /** By layer repository. */
    logins?: ReadonlyMap<string, RepositoryLogin>;
    clock: Clock;
    renderer?: LayerRenderer;
  }) {
    this.#instances = options.instances;
    this.#repositories = options.repositories;
    this.#logins = options.logins ?? new Map();
    this.#clock = options.clock;
    this.#renderer = options.renderer ?? new LayerRenderer();
  }

  async preflight(options: {
    target: Target;
    signal?: AbortSignal;
  }): Promise<Finding[]> {
    const { target, signal } = options;
    const instance = this.#find(target);
    return instance
      ? checkArgoCd({ ...instance, signal })
      : [
          {
            severity: 'block',
            code: 'argocd-unknown',
            message: `No Argo CD serves target ${target.name}.`,
            remedy:
              'Name the target in targets of one of clusterProfiles.argocd.instances.',
          },
        ];
  }

  /** Only the Application: what the chart makes, `preview` tells. */
  async render(options: {
    cluster: EngineCluster;
    layer: DesiredLayer;
    bytes: SourceBytes;
  }): Promise<string[]> {
    const { layer, bytes } = options;
    const { namespace } = this.#serving(options.cluster);
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

  async preview(options: {
    cluster: EngineCluster;
    clusterBefore?: EngineCluster;
    layer?: DesiredLayer;
    before?: DesiredLayer;
    bytes: SourceBytes;
  }): Promise<LayerPreview | undefined> {
    const { layer } = options;
    if (layer) {
      // Refuses what could not be delivered.
      await this.render({ ...options, layer });
    }
    const preview = await previewLayer({
      ...options,
      renderer: this.#renderer,
    });
    return layer && preview
      ? {
          ...preview,
          findings: [
            ...this.#checkMutable({ ...options, layer }),
            ...preview.findings,
          ],
        }
      : preview;
  }

  remarks(options: {
    cluster: EngineCluster;
    layer: DesiredLayer;
    bytes: SourceBytes;
  }): Finding[] {
    const { layer } = options;
    return [
      ...this.#checkMutable(options),
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

  async apply(options: {
    cluster: EngineCluster;
    layer: DesiredLayer;
    bytes: SourceBytes;
    marks: WriteMarks;
    signal?: AbortSignal;
  }): Promise<void> {
    const { cluster, layer, bytes, signal } = options;
    const { management, namespace } = this.#serving(cluster);
    const repositories = this.#repositories;
    const mirrored = await bytes.mirror?.push(layer, { signal });
    const live = await management.reader.get(
      this.#reference(cluster, layer.name),
      { signal },
    );
    const needs = needsOf(layer, await this.#rendered(options), mirrored);
    const neededBefore = live && leftFrom(readNeeds(live), needs);
    const now = this.#clock.now();
    const application = composeApplication({
      ...options,
      namespace,
      repositories,
      mirrored,
      needs,
      neededBefore,
      now,
    });
    const project = {
      ...options,
      management,
      namespace,
      repositories,
      needs: joinNeeds([needs, neededBefore ?? NO_NEEDS]),
    };
    await ensureProject(project);
    await ensureRepositorySecret({
      ...project,
      application,
      // Whoever may read the mirror is said to Argo CD by hand: the portal pushes to it.
      login: mirrored
        ? undefined
        : this.#logins.get(layer.source?.repository ?? ''),
    });
    await applyLayer({
      ...options,
      management,
      application,
      now,
    });
    // Somebody may have narrowed it before the Application told what it needs.
    await ensureProject(project);
  }

  async settle(options: {
    cluster: EngineCluster;
    marks: WriteMarks;
    signal?: AbortSignal;
  }): Promise<void> {
    await settleCluster({
      ...options,
      ...this.#serving(options.cluster),
      repositories: this.#repositories,
    });
  }

  async observe(options: {
    cluster: EngineCluster;
    signal?: AbortSignal;
  }): Promise<ObservedLayer[]> {
    const { cluster, signal } = options;
    const { management, namespace, name, api } = this.#serving(cluster);
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
    const resources = api && new ManagedResources({ api });
    const layers = await Promise.all(
      applications.map(async application =>
        findDifferences(application, {
          seen: await askWhy(application, {
            seen: observeApplication(application, now),
            api,
            signal,
          }),
          exceptions: readMarks(application).driftExceptions,
          resources,
          withoutApi: `Argo CD tells the names of objects only; set api of its instance${name ? ` "${name}"` : ''} in clusterProfiles.argocd.instances to know their fields`,
          signal,
        }),
      ),
    );
    return layers.sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  async watch(options: {
    onHint(clusterUid: string): void;
    signal: AbortSignal;
  }): Promise<void> {
    await Promise.all(
      this.#instances.flatMap(({ management, namespace }) =>
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

  async prune(options: {
    cluster: EngineCluster;
    layer: string;
    marks: WriteMarks;
    abandon?: boolean;
    leftovers?: Leftovers;
    signal?: AbortSignal;
  }): Promise<void> {
    const { cluster, layer, leftovers, signal } = options;
    const { management } = this.#serving(cluster);
    await pruneLayer({
      ...options,
      management,
      reference: this.#reference(cluster, layer),
      ...(leftovers && {
        namespaces: new LayerNamespaces({
          leftovers,
          cluster: cluster.cluster.name,
          clock: this.#clock,
          signal,
        }),
      }),
    });
  }

  async registration(options: {
    cluster: EngineCluster;
    signal?: AbortSignal;
  }): Promise<Registration | undefined> {
    return readRegistration({ ...options, ...this.#serving(options.cluster) });
  }

  async register(options: {
    cluster: EngineCluster;
    access: DeliveryAccess;
    marks: WriteMarks;
    signal?: AbortSignal;
  }): Promise<void> {
    const clock = this.#clock;
    const repositories = this.#repositories;
    const { management, namespace } = this.#serving(options.cluster);
    await ensureProject({ ...options, management, namespace, repositories });
    await registerCluster({ ...options, management, namespace, clock });
  }

  async unregister(options: {
    cluster: EngineCluster;
    marks: WriteMarks;
    signal?: AbortSignal;
  }): Promise<void> {
    const { management, namespace } = this.#serving(options.cluster);
    await unregisterCluster({ ...options, management, namespace });
  }

  #reference(cluster: EngineCluster, layer: string): ObjectReference {
    return {
      apiVersion: ARGO_API_VERSION,
      kind: 'Application',
      name: applicationName({ cluster: cluster.cluster, layer }),
      namespace: this.#serving(cluster).namespace,
    };
  }

  #checkMutable(options: {
    cluster: EngineCluster;
    layer: DesiredLayer;
    bytes: SourceBytes;
  }): Finding[] {
    return checkMutable({ ...options, repositories: this.#repositories });
  }

  /** What cannot be rendered here is delivered all the same: Argo CD tells why it fails there. */
  async #rendered(options: {
    cluster: EngineCluster;
    layer: DesiredLayer;
    bytes: SourceBytes;
  }): Promise<RenderedLayer | undefined> {
    try {
      return await this.#renderer.render(options);
    } catch (error) {
      const { name } = error as Error;
      if (
        !['ProviderRefusedError', 'ProviderUnreachableError'].includes(name)
      ) {
        throw error;
      }
      return undefined;
    }
  }

  #find({ name }: Pick<Target, 'name'>): ArgoCdInstance | undefined {
    return (
      this.#instances.find(({ targets }) => targets?.includes(name)) ??
      this.#instances.find(({ targets }) => !targets)
    );
  }

  /** Errors: `ProviderRefusedError` for a target that none is for. */
  #serving({ target }: EngineCluster): ArgoCdInstance {
    const instance = this.#find(target);
    if (!instance) {
      throw new ProviderRefusedError(
        `No Argo CD serves target ${target.name}; name it in targets of one of clusterProfiles.argocd.instances`,
      );
    }
    return instance;
  }
}
