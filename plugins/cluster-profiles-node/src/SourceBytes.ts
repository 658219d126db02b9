import type { DesiredLayer } from '@cluster-profiles/plugin-cluster-profiles-common';

/** Where an engine pulls the pinned bytes of a layer from. @public */
export interface MirroredSource {
  /** Repository in an OCI registry, `oci://host/path`. */
  repository: string;
  /** Of the manifest there: `sha256:…`. Neither moves nor is overwritten. */
  digest: string;
}

/** A layer as far as its bytes are concerned. @public */
export type PinnedLayer = Pick<
  DesiredLayer,
  'name' | 'source' | 'chart' | 'sha256'
>;

/**
 * The registry of ours that engines pull from. Charts lie there as Helm pushes them; of `manifests` the files, as one layer of type
 * `application/vnd.oci.image.layer.v1.tar+gzip` with their paths in the bundle.
 *
 * @public
 */
export interface SourceMirror {
  /** `oci://host/path`; one for all layers. */
  readonly repository: string;
  /** Where the bytes are once they are pushed; undefined for a layer without bytes that could be delivered. Asks no registry. */
  locate(layer: PinnedLayer): Promise<MirroredSource | undefined>;
  /** The same, and puts them there unless they are. Errors: `ProviderRefusedError`. */
  push(
    layer: PinnedLayer,
    options?: { signal?: AbortSignal },
  ): Promise<MirroredSource | undefined>;
}

/** The bytes of sources as they were pinned when a version was published. Nothing is ever fetched for it. @public */
export interface SourceBytes {
  /**
   * Bytes by their SHA-256 (lower-case hex), which is verified. Of a layer with `chart`: the packed chart (`.tgz`). Of one with a source
   * of type `manifests`: a JSON object of path to SHA-256, under which the files are read in turn. Errors: `NotFoundError`.
   */
  read(sha256: string): Promise<Uint8Array>;
  /** Absent where none is configured. */
  readonly mirror?: SourceMirror;
}
