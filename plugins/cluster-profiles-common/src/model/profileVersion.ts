import type { JsonObject } from '@backstage/types';
import type {
  ClusterProfileSpec,
  LayerKind,
  LayerSource,
  ProfileType,
} from '../kind/ClusterProfile';
import type { ApprovalRequirement, Permitted } from './change';
import type { Stage } from './target';

/** @public */
export type ProfileVersionState = 'published' | 'deprecated' | 'withdrawn';

/** Bytes of one source, fetched and hashed at publication. @public */
export interface PinnedSource {
  layer: string;
  source: LayerSource;
  /** Where the bytes came from, and what upstream chart or image they stand for. */
  address: string;
  /** SHA-256 of the bytes, lower-case hex. */
  sha256: string;
  /** Where the bytes are a packed chart; absent for manifests and for what only a library describes. */
  chart?: PinnedChart;
}

/** What is known of a chart whose bytes are pinned. @public */
export interface PinnedChart {
  /** Of its manifest in the OCI registry that it came from: `sha256:…`; absent where it came from a Helm repository. */
  digest?: string;
  /** Semver range of Kubernetes versions that it says it works with. */
  kubernetes?: string;
}

/** A file or document of a bundle: path → SHA-256 of its bytes, lower-case hex. @public */
export type FileDigests = Record<string, string>;

/** The parts of a profile document that the digest of a version covers. @public */
export interface ProfileDocument {
  apiVersion: string;
  kind: string;
  metadata: { name: string; title?: string; description?: string } & JsonObject;
  spec: ClusterProfileSpec;
}

/** An immutable published version. @public */
export interface ProfileVersion {
  profile: string;
  version: string;
  /** SHA-256 over the canonical document and its files, see `versionDigest`. */
  digest: string;
  state: ProfileVersionState;
  type: ProfileType;
  title?: string;
  description?: string;
  owner: string;
  lifecycle: string;
  kubernetesVersion?: string;
  releaseNotes?: string;
  document: ProfileDocument;
  files: FileDigests;
  sources: PinnedSource[];
  /** Entity references of those who wrote it; they never approve it. */
  authors: string[];
  authorsKnown: boolean;
  /** The service that said who the authors are, such as `service:external:ci`. */
  attestedBy?: string;
  /** Entity references of those who approved the publication. */
  approvers: string[];
  /** The change that published it. */
  changeId: string;
  publishedAt: string;
  /** Set while deprecated or withdrawn. */
  stateReason?: string;
  stateChangedAt?: string;
  /** Date (YYYY-MM-DD) after which a deprecated version should run nowhere. */
  endOfLife?: string;
}

/** A profile with its newest usable version, as lists and pickers show it. @public */
export interface ProfileSummary {
  name: string;
  title?: string;
  description?: string;
  type: ProfileType;
  owner: string;
  lifecycle: string;
  /** Newest version in state `published`, if there is one. */
  latestVersion?: string;
  versions: ProfileVersionSummary[];
  /** Whether the caller may request clusters with it, and why not. */
  use: Permitted;
  /** Whether the caller may propose to publish, deprecate or withdraw its versions, and why not. */
  propose: Permitted;
  /** Approvals that a new cluster with the newest version needs; places with the same approvals are one entry. */
  approvals: ApprovalOutlook[];
}

/** Approvals that a change would need, told before it is proposed. @public */
export interface ApprovalOutlook {
  /** Names of the targets that the caller may use where it is so. */
  targets: string[];
  stages: Stage[];
  /** The caller's groups for which it is so. */
  owners: string[];
  /** Empty when none is needed. */
  requirements: ApprovalRequirement[];
}

/** @public */
export interface ProfileVersionSummary {
  version: string;
  digest: string;
  state: ProfileVersionState;
  lifecycle: string;
  kubernetesVersion?: string;
  /** Day (YYYY-MM-DD) on which upstream support of its Kubernetes minor version ends; absent when that is not known. */
  kubernetesEndOfLife?: string;
  releaseNotes?: string;
  publishedAt: string;
  stateReason?: string;
  endOfLife?: string;
  authors: string[];
  approvers: string[];
  changeId: string;
  /** Clusters whose desired state names this version, that the caller may see. */
  clusters: number;
  /** Further clusters that run it until what replaces it there is proven, that the caller may see. */
  leaving: number;
  layers: Array<{
    name: string;
    kind: LayerKind;
    category?: string;
    version: string;
  }>;
}

/** @public */
export interface ProfileVersionDetail extends ProfileVersion {
  /** Clusters whose desired state names this version, or that run it until what replaces it is proven; visible to the caller. */
  usedBy: string[];
}
