import { stringifyError } from '@backstage/errors';
import {
  ProviderRefusedError,
  type MirroredSource,
  type PinnedLayer,
  type SourceMirror,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import type { EndpointConfig } from '../../config/endpointConfig';
import { OciRegistry } from '../oci/OciRegistry';
import { openEndpoint } from '../openEndpoint';
import { SourceError } from '../SourceError';
import { composeArtifact, type Artifact } from './composeArtifact';
import { packFiles } from './packFiles';
import { pushArtifact } from './pushArtifact';

type ReadBytes = (sha256: string) => Promise<Uint8Array>;

/** Keeps pinned bytes in an OCI registry, under their digests. */
export class OciMirror implements SourceMirror {
  readonly repository: string;
  readonly #endpoint: EndpointConfig;
  readonly #read: ReadBytes;
  readonly #pauses?: readonly number[];

  constructor(options: {
    endpoint: EndpointConfig;
    read: ReadBytes;
    pauses?: readonly number[];
  }) {
    this.#endpoint = options.endpoint;
    this.#read = options.read;
    this.#pauses = options.pauses;
    this.repository = options.endpoint.url.replace(/\/+$/, '');
  }

  async locate(layer: PinnedLayer): Promise<MirroredSource | undefined> {
    return this.#at(await this.#compose(layer));
  }

  async push(
    layer: PinnedLayer,
    options: { signal?: AbortSignal } = {},
  ): Promise<MirroredSource | undefined> {
    const artifact = await this.#compose(layer);
    if (artifact) {
      await this.#push(artifact, layer, options);
    }
    return this.#at(artifact);
  }

  #at(artifact: Artifact | undefined): MirroredSource | undefined {
    return artifact && { repository: this.repository, digest: artifact.digest };
  }

  async #push(
    artifact: Artifact,
    layer: PinnedLayer,
    { signal }: { signal?: AbortSignal },
  ): Promise<void> {
    const pauses = this.#pauses;
    try {
      const endpoint = await openEndpoint(this.#endpoint, pauses && { pauses });
      const registry = new OciRegistry({ endpoint, actions: 'pull,push' });
      await pushArtifact(registry, artifact, {
        tag: `pinned-${layer.sha256!.slice(0, 32)}`,
        signal,
      });
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof SourceError) {
        // Refused rather than unreachable: it is not the cluster that does not answer.
        throw new ProviderRefusedError(
          `The bytes of layer ${layer.name} cannot be put into the mirror ${this.repository}: ${stringifyError(error)}; see clusterProfiles.mirror`,
        );
      }
      throw error;
    }
  }

  async #compose({
    source,
    chart,
    sha256,
  }: PinnedLayer): Promise<Artifact | undefined> {
    if (sha256 === undefined) {
      return undefined;
    }
    if (chart) {
      return composeArtifact('chart', Buffer.from(await this.#read(sha256)));
    }
    return source?.type === 'manifests'
      ? composeArtifact('files', await this.#packManifests(sha256))
      : undefined;
  }

  /** Their digests by path stand for them. */
  async #packManifests(sha256: string): Promise<Buffer> {
    const digests: Record<string, string> = JSON.parse(
      Buffer.from(await this.#read(sha256)).toString('utf8'),
    );
    const files = new Map<string, Uint8Array>();
    for (const [path, digest] of Object.entries(digests)) {
      files.set(path, await this.#read(digest));
    }
    return packFiles(files);
  }
}
