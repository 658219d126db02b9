import type { ObjectReference } from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import type {
  AddOnEngine,
  Clock,
  EngineCluster,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import {
  ARGO_API_VERSION,
  composeApplication,
} from '../application/composeApplication';
import { applicationName } from '../application/names';
import {
  joinNeeds,
  leftFrom,
  needsOf,
  NO_NEEDS,
  readNeeds,
} from '../application/needs';
import type { RepositoryLogin } from '../config/ArgoCdConfig';
import type { Instances } from '../instances/Instances';
import { LayerNamespaces } from '../namespaces/LayerNamespaces';
import type { LayerRenderer, RenderedLayer } from '../render/LayerRenderer';
import { isNamespace } from '../preview/lostNamespaces';
import { applyLayer, hasSpec } from './applyLayer';
import { ensureProject } from './ensureProject';
import { ensureRepositorySecret } from './ensureRepositorySecret';
import { pruneLayer } from './pruneLayer';

/** Writes the Application of a layer with all that it takes, and removes it. */
export class LayerWriter {
  readonly #instances: Instances;
  readonly #repositories: ReadonlyMap<string, string>;
  readonly #logins: ReadonlyMap<string, RepositoryLogin>;
  readonly #clock: Clock;
  readonly #renderer: LayerRenderer;

  constructor(options: {
    instances: Instances;
    /** Address by layer repository. */
    repositories: ReadonlyMap<string, string>;
    /** By layer repository. */
    logins: ReadonlyMap<string, RepositoryLogin>;
    clock: Clock;
    renderer: LayerRenderer;
  }) {
    this.#instances = options.instances;
    this.#repositories = options.repositories;
    this.#logins = options.logins;
    this.#clock = options.clock;
    this.#renderer = options.renderer;
  }

  async apply(options: Parameters<AddOnEngine['apply']>[0]): Promise<void> {
    const { cluster, layer, bytes, signal } = options;
    const { management, namespace } = this.#instances.serving(cluster);
    const repositories = this.#repositories;
    const mirrored = await bytes.mirror?.push(layer, { signal });
    const live = await management.reader.get(
      this.#reference(cluster, layer.name),
      { signal },
    );
    const rendered = await this.#rendered(options);
    const needs = needsOf(layer, rendered, mirrored);
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
    if (
      live &&
      !hasSpec(live, application) &&
      (await this.#namespaces(options)?.areLeft(
        live,
        rendered?.objects
          .filter(isNamespace)
          .map(({ metadata }) => metadata.name),
      )) === false
    ) {
      return;
    }
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

  async prune(options: Parameters<AddOnEngine['prune']>[0]): Promise<void> {
    const { cluster, layer } = options;
    const { management } = this.#instances.serving(cluster);
    await pruneLayer({
      ...options,
      management,
      reference: this.#reference(cluster, layer),
      namespaces: this.#namespaces(options),
    });
  }

  #namespaces({
    leftovers,
    cluster,
    signal,
  }: Pick<
    Parameters<AddOnEngine['prune']>[0],
    'leftovers' | 'cluster' | 'signal'
  >): LayerNamespaces | undefined {
    return (
      leftovers &&
      new LayerNamespaces({
        leftovers,
        cluster: cluster.cluster.name,
        clock: this.#clock,
        signal,
      })
    );
  }

  #reference(cluster: EngineCluster, layer: string): ObjectReference {
    return {
      apiVersion: ARGO_API_VERSION,
      kind: 'Application',
      name: applicationName({ cluster: cluster.cluster, layer }),
      namespace: this.#instances.serving(cluster).namespace,
    };
  }

  /** What cannot be rendered here is delivered all the same: Argo CD tells why it fails there. */
  async #rendered(
    options: Parameters<AddOnEngine['apply']>[0],
  ): Promise<RenderedLayer | undefined> {
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
}
