import { setTimeout as sleep } from 'node:timers/promises';
import {
  canonicalDigest,
  diffValues,
  type DesiredLayer,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  ProviderRefusedError,
  type EngineCluster,
  type RenderedObject,
  type SourceBytes,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { asBrought, identityOf } from './asBrought';
import { toApiVersions, type DefinedKind } from './definedKinds';
import { findHelm } from './findHelm';
import type { HelmLimits } from './helmTemplate';
import { Memory } from './Memory';
import { renderLayer, type RenderedBytes } from './renderLayer';
import { Slots } from './Slots';

const LIMITS: HelmLimits = { timeoutMs: 20_000, bytes: 32_000_000 };
const AT_ONCE = 2;
/** Characters of YAML. */
const MOST_REMEMBERED = 32_000_000;
/** What is remembered of a layer that brings nothing, in the same measure. */
const OVERHEAD = 1_000;
/** What is made out of the time must differ. */
const LATER_MS = 1_100;

/** What a layer brings, as Argo CD will bring it. */
export interface RenderedLayer {
  objects: RenderedObject[];
  /** What all layers of the cluster define. */
  kinds: DefinedKind[];
  /** Beside those of Kubernetes itself, as the chart was told. */
  apiVersions: readonly string[];
}

type Request = {
  layer: DesiredLayer;
  cluster: EngineCluster;
  bytes: SourceBytes;
};

/**
 * Renders charts with the helm program, as Argo CD does, and reads files as they are. The same chart with the same values is rendered once, for as long as it
 * is remembered.
 */
export class LayerRenderer {
  readonly #path?: string;
  readonly #apiVersions: readonly string[];
  readonly #limits: HelmLimits;
  readonly #laterMs: number;
  readonly #slots = new Slots(AT_ONCE);
  /** What does not render never will, and is remembered, too. */
  readonly #memory = new Memory<
    RenderedBytes | ProviderRefusedError | undefined
  >({
    most: MOST_REMEMBERED,
    sizeOf: made => OVERHEAD + (made && 'size' in made ? made.size : 0),
  });
  readonly #digests = new WeakMap<DesiredLayer, string>();

  constructor(
    options: {
      /** The program; the first `helm` on the search path if absent. */
      path?: string;
      /** What clusters serve beside Kubernetes' own kinds and what their layers define. */
      apiVersions?: readonly string[];
      limits?: Partial<HelmLimits>;
      laterMs?: number;
    } = {},
  ) {
    this.#path = options.path;
    this.#apiVersions = options.apiVersions ?? [];
    this.#limits = { ...LIMITS, ...options.limits };
    this.#laterMs = options.laterMs ?? LATER_MS;
  }

  /**
   * Undefined where there is no helm for a chart, or the bytes of the layer are not kept. Errors: `ProviderRefusedError` for what
   * does not render, `ProviderUnreachableError` where it takes too long.
   */
  async render(request: Request): Promise<RenderedLayer | undefined> {
    const { layer, cluster } = request;
    const helm = await findHelm(this.#path);
    const others = (cluster.layers ?? []).filter(
      ({ name, sha256 }) => name !== layer.name && sha256 !== undefined,
    );
    const [own, ...known] = await Promise.all([
      this.#remembered(helm, request, this.#apiVersions),
      ...others.map(other =>
        // What keeps it from being rendered is told where it is looked at itself.
        this.#remembered(
          helm,
          { ...request, layer: other },
          this.#apiVersions,
        ).catch(() => undefined),
      ),
    ]);
    const ofOthers = known.flatMap(rendered => rendered?.kinds ?? []);
    const apiVersions = [...this.#apiVersions, ...toApiVersions(ofOthers)];
    const informed =
      ofOthers.length > 0
        ? await this.#remembered(helm, request, apiVersions)
        : own;
    if (!informed) {
      return undefined;
    }
    const kinds = [...informed.kinds, ...ofOthers];
    return {
      objects: asBrought(informed.objects, { namespace: layer.name, kinds }),
      kinds,
      apiVersions,
    };
  }

  /**
   * Which fields come out differently each time, by identity of their object: made up at random, or out of the time. Renders anew, a
   * moment after the last time.
   */
  async findUnsteady(
    request: Request,
    { objects, kinds, apiVersions }: RenderedLayer,
  ): Promise<Map<string, string[]>> {
    const helm = await findHelm(this.#path);
    await sleep(this.#laterMs);
    const again = await this.#render(helm, request, apiVersions);
    const others = new Map(
      asBrought(again?.objects ?? objects, {
        namespace: request.layer.name,
        kinds,
      }).map(object => [identityOf(object), object]),
    );
    return new Map(
      objects
        .map((object): [string, string[]] => [
          identityOf(object),
          diffValues(object, others.get(identityOf(object))).map(
            ({ path }) => path,
          ),
        ])
        .filter(([, paths]) => paths.length > 0),
    );
  }

  async #remembered(
    helm: string | undefined,
    request: Request,
    apiVersions: readonly string[],
  ): Promise<RenderedBytes | undefined> {
    const key = canonicalDigest({
      layer: this.#digestOf(request.layer),
      kubernetesVersion: request.cluster.kubernetesVersion,
      apiVersions,
    });
    const made = await this.#memory.get(key, () =>
      this.#render(helm, request, apiVersions).catch(error => {
        if (error instanceof ProviderRefusedError) {
          return error;
        }
        throw error;
      }),
    );
    if (made instanceof ProviderRefusedError) {
      throw made;
    }
    return made;
  }

  #render(
    helm: string | undefined,
    { layer, cluster, bytes }: Request,
    apiVersions: readonly string[],
  ): Promise<RenderedBytes | undefined> {
    return this.#slots.use(() =>
      renderLayer({
        helm,
        layer,
        kubernetesVersion: cluster.kubernetesVersion,
        apiVersions,
        bytes,
        limits: this.#limits,
      }),
    );
  }

  /** Of all that what it renders depends on. */
  #digestOf(layer: DesiredLayer): string {
    const known = this.#digests.get(layer);
    if (known) {
      return known;
    }
    const { name, source, sha256, values } = layer;
    const digest = canonicalDigest({
      name,
      type: source?.type,
      sha256,
      values,
    });
    this.#digests.set(layer, digest);
    return digest;
  }
}
