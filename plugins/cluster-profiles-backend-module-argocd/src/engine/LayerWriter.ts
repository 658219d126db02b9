import { layerDigest } from '@cluster-profiles/plugin-cluster-profiles-common';
import type {
  KubernetesObject,
  ObjectReference,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import {
  ProviderRefusedError,
  type AddOnEngine,
  type Clock,
  type EngineCluster,
  type MirroredSource,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { checkMutable } from '../application/checkMutable';
import {
  ARGO_API_VERSION,
  composeApplication,
} from '../application/composeApplication';
import { NEEDS_ANNOTATION, readMarks } from '../application/marks';
import { applicationName } from '../application/names';
import {
  joinNeeds,
  leftFrom,
  needsOf,
  NO_NEEDS,
  parseNeeds,
  readNeeds,
  type Needs,
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

const NOTHING: RenderedLayer = { objects: [], kinds: [], apiVersions: [] };

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
    // The plan said so; the mirror may have left the configuration since.
    const refused = checkMutable({ ...options, repositories }).find(
      ({ severity }) => severity === 'block',
    );
    if (refused) {
      throw new ProviderRefusedError(`${refused.message} ${refused.remedy}`);
    }
    const mirrored = await bytes.mirror?.push(layer, { signal });
    const live = await management.reader.get(
      this.#reference(cluster, layer.name),
      { signal },
    );
    const { rendered, needs } = await this.#needed(options, {
      live,
      mirrored,
    });
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

  /**
   * What cannot be rendered here is delivered all the same: Argo CD tells why it fails there. Where that only takes too long, a layer
   * as it was written brings what it did, and any other waits.
   */
  async #needed(
    options: Parameters<AddOnEngine['apply']>[0],
    { live, mirrored }: { live?: KubernetesObject; mirrored?: MirroredSource },
  ): Promise<{ rendered?: RenderedLayer; needs: Needs }> {
    const { layer } = options;
    try {
      const rendered = await this.#renderer.render(options);
      return { rendered, needs: needsOf(layer, rendered, mirrored) };
    } catch (error) {
      const { name, message } = error as Error;
      if (name === 'ProviderRefusedError') {
        return { needs: needsOf(layer, undefined, mirrored) };
      }
      if (name !== 'ProviderUnreachableError') {
        throw error;
      }
      if (live && readMarks(live).digest === layerDigest(layer)) {
        const source = needsOf(layer, NOTHING, mirrored);
        const told = live.metadata.annotations?.[NEEDS_ANNOTATION];
        return { needs: joinNeeds([parseNeeds(told), source]) };
      }
      // Refused rather than unreachable: Argo CD answers, and other layers go on.
      throw new ProviderRefusedError(message);
    }
  }
}
