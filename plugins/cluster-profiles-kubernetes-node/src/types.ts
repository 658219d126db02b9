import type { JsonObject, JsonValue } from '@backstage/types';

/** One entry of `metadata.managedFields`: which manager set which fields. */
export type ManagedFieldsEntry = {
  manager?: string;
  operation?: string;
  apiVersion?: string;
  time?: string;
  fieldsType?: string;
  fieldsV1?: JsonObject;
  subresource?: string;
};

/** Points from an object to the one that it goes with. */
export type OwnerReference = {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  controller?: boolean;
  blockOwnerDeletion?: boolean;
};

export type ObjectMetadata = {
  name: string;
  namespace?: string;
  uid?: string;
  resourceVersion?: string;
  generation?: number;
  creationTimestamp?: string;
  deletionTimestamp?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  finalizers?: string[];
  ownerReferences?: OwnerReference[];
  managedFields?: ManagedFieldsEntry[];
};

/** Any object of the Kubernetes API, as it came or as it is to be applied. */
export type KubernetesObject = {
  apiVersion: string;
  kind: string;
  metadata: ObjectMetadata;
  spec?: JsonObject;
  status?: JsonObject;
  [field: string]: JsonValue | undefined;
};

/** Names one object; without a namespace where the kind has none. */
export interface ObjectReference {
  apiVersion: string;
  kind: string;
  name: string;
  namespace?: string;
}

/** Names the objects of one kind; without a namespace all of them. */
export interface ObjectSelection {
  apiVersion: string;
  kind: string;
  namespace?: string;
  /** Such as `cluster.x-k8s.io/cluster-name=checkout`. */
  labelSelector?: string;
  /** Without spec and status; much smaller. */
  metadataOnly?: boolean;
}

export interface ApiGroup {
  /** Such as `cluster.x-k8s.io`. */
  name: string;
  /** Such as `v1beta2`; the preferred one first. */
  versions: string[];
}

/** A kind as the API server serves it. */
export interface ServedKind {
  kind: string;
  /** Plural, such as `clusters`. */
  resource: string;
  namespaced: boolean;
  /** Its objects can be listed: reviews, for one, are only made. */
  listable: boolean;
}

/** One thing that an identity may be allowed to do. */
export interface AccessAttributes {
  /** API group; empty for the core group. */
  group: string;
  /** Plural, such as `clusters`; a subresource after a slash. */
  resource: string;
  verb: string;
  namespace?: string;
  name?: string;
}

export interface RequestOptions {
  signal?: AbortSignal;
}

export interface GetOptions extends RequestOptions {
  /** The API server may answer from its memory, which is much cheaper, and some moments behind. */
  recent?: boolean;
}

/**
 * Reads a management cluster. Errors of all clients here: `ProviderUnreachableError` when it does not answer (also an expired
 * token, 429 and 5xx), `ProviderRefusedError` when it understood and said no (also a kind that it does not serve).
 */
export interface ReadClient {
  /** Undefined when there is no such object. */
  get(
    reference: ObjectReference,
    options?: GetOptions,
  ): Promise<KubernetesObject | undefined>;
  /** Every object of the selection, page by page. */
  list(
    selection: ObjectSelection,
    options?: RequestOptions,
  ): Promise<KubernetesObject[]>;
  /** The same one by one; who stops asks for no further page. */
  each(
    selection: ObjectSelection,
    options?: RequestOptions,
  ): AsyncIterable<KubernetesObject>;
  /** The kinds of a group and version, such as `cluster.x-k8s.io/v1beta2`; none when it is not served. */
  kinds(apiVersion: string, options?: RequestOptions): Promise<ServedKind[]>;
  /** Groups that are served, each with its versions. */
  groups(options?: RequestOptions): Promise<ApiGroup[]>;
  /** Version of the API server, such as `v1.36.3`. */
  version(options?: RequestOptions): Promise<string>;
  /** Whether this identity may do it. */
  canI(
    attributes: AccessAttributes,
    options?: RequestOptions,
  ): Promise<boolean>;
}

export interface ApplyOptions extends RequestOptions {
  /**
   * Write only if the live object is still as it was read, or still is not there. Otherwise a late write would bring back what
   * was deleted meanwhile, or merge into what somebody else has created under the name.
   */
  expected?: KubernetesObject | 'absent';
  /** Take over fields that other managers hold. */
  force?: boolean;
}

export interface DryRunResult {
  /** As it would be stored, defaults filled in. */
  object: KubernetesObject;
  /** What the API server and its webhooks warn about. */
  warnings: string[];
}

/**
 * Asks what an apply would do. A type of its own, made without any way to write. Errors: as `ReadClient`, and
 * `WriteConflictError` for fields of other managers or a resourceVersion that is gone.
 */
export interface DryRunClient {
  apply(
    object: KubernetesObject,
    options?: ApplyOptions,
  ): Promise<DryRunResult>;
}

export interface DeleteOptions extends RequestOptions {
  /** Delete only this very object. */
  uid?: string;
  /** Delete only as it was read. */
  resourceVersion?: string;
  /** Keep it until everything that it owns is gone. */
  foreground?: boolean;
}

export type ResumeOptions = Omit<DeleteOptions, 'foreground'>;

/** Writes with server-side apply under one field manager. Errors: as `DryRunClient`. */
export interface WriteClient {
  apply(
    object: KubernetesObject,
    options?: ApplyOptions,
  ): Promise<KubernetesObject>;
  /** Takes `spec.paused` off an object as it was read, whoever had set it. */
  resume(
    reference: ObjectReference,
    options: ResumeOptions,
  ): Promise<KubernetesObject>;
  /** Leaves an object as it was read only these finalizers. One that is gone is success. */
  keepFinalizers(
    reference: ObjectReference,
    options: ResumeOptions & { finalizers: readonly string[] },
  ): Promise<void>;
  /** Merges into an object as it was read what no field manager keeps, such as a request to its controller (RFC 7386). */
  merge(
    reference: ObjectReference,
    options: ResumeOptions & { patch: JsonObject },
  ): Promise<KubernetesObject>;
  /**
   * The metadata of an object of a kind that may be written but not read, as a dry run of no change gives it; undefined when there is
   * none. Whoever may patch it may do that, and an admission policy that guards it from us does so here, too.
   */
  peek(
    reference: ObjectReference,
    options?: RequestOptions,
  ): Promise<KubernetesObject | undefined>;
  /** Starts the deletion. Nothing to delete is success. */
  delete(reference: ObjectReference, options?: DeleteOptions): Promise<void>;
}

export type ObjectChange = 'added' | 'modified' | 'deleted';

export interface WatchOptions<T> extends ObjectSelection {
  /** Picks what is kept of an object; all else is forgotten. */
  project(object: KubernetesObject): T;
  /** After a gap in the watch, changes since are found by listing again. Must not throw. */
  onChange(object: T, change: ObjectChange): void;
  signal: AbortSignal;
}

/** Follows the objects of one selection until its signal aborts. */
export interface Reflector<T> {
  /** The first list is complete. */
  readonly synced: boolean;
  /** When the API server was last heard of. */
  readonly lastSeenAt: string | undefined;
  /** Why it is not being followed now; undefined while all is well. */
  readonly lastError: string | undefined;
  /** What is known now. */
  items(): T[];
  /** Settles once the signal has aborted; never rejects. */
  readonly done: Promise<void>;
}

/** Watches survive everything but their signal: errors are waited out with back-off. */
export interface WatchClient {
  watch<T>(options: WatchOptions<T>): Reflector<T>;
}

/** One management cluster, with each power apart. */
export interface ManagementCluster {
  readonly name: string;
  readonly reader: ReadClient;
  readonly dryRunner: DryRunClient;
  readonly writer: WriteClient;
  readonly watcher: WatchClient;
}
