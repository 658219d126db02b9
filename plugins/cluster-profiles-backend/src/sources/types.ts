import type { AddressRule } from './http/guardedLookup';

/** How to reach a repository of charts or a registry. */
export interface SourceEndpoint extends AddressRule {
  /** `https://…`, `http://…`, or `oci://…`; without user and password. */
  url: string;
  username?: string;
  password?: string;
  /** Certificates to trust instead of those of the system, PEM. */
  ca?: string;
  /** `oci://` without TLS. */
  plainHttp: boolean;
  timeoutSeconds: number;
  /** Pauses before the second attempt and those after, milliseconds. */
  pauses?: readonly number[];
}

export interface ChartReference {
  chart: string;
  version: string;
}

export interface FetchedChart {
  bytes: Buffer;
  /** Where exactly they came from. */
  address: string;
  /** Of the manifest in an OCI registry: `sha256:…`. */
  digest?: string;
}

/** Bytes that are taken in, at most. */
export const SOURCE_LIMITS = {
  index: 32 * 1024 * 1024,
  manifest: 1024 * 1024,
  chart: 10 * 1024 * 1024,
};
