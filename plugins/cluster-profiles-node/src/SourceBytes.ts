/** The bytes of sources as they were pinned when a version was published. @public */
export interface SourceBytes {
  /** Bytes by their SHA-256 (lower-case hex), which is verified. Errors: `NotFoundError` where they are not kept. */
  read(sha256: string): Promise<Uint8Array>;
}
