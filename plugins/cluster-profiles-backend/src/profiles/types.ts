import type {
  Finding,
  PinnedSource,
  ProfileChangeRequest,
  ProfileDocument,
  PublishRequest,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import type { ReasonCommitment } from '../changes/commitToReason';
import type { PlanDraft } from '../planning/types';
import type { ChangeRow } from '../database/tables';

/** A bundle as read: the document and the bytes of every file, by path. */
export interface Bundle {
  document: ProfileDocument;
  files: Map<string, Buffer>;
  /** Where it came from; absent for uploads. */
  origin?: string;
}

/** Plans and applies changes of profile versions. */
export interface Publications {
  /**
   * Reads the bundle (`bundle` or `url`), refuses what is structurally broken with `InputError`, and keeps every byte that
   * the plan will name in the blob store, so that nothing is fetched twice. Returns the request with `bundle` filled in;
   * its `url`, if any, is the origin.
   */
  intake(request: ProfileChangeRequest): Promise<{
    request: ProfileChangeRequest;
    profile: string;
    version: string;
    /** Owner after the change, entity reference. */
    owner: string;
    lifecycle: string;
    type: string;
    /** Of the bundle; else of the profile. */
    labels: Record<string, string>;
  }>;
  /**
   * Throws `InputError`, `NotFoundError` or `ConflictError` for what can never succeed: an unknown version, a version with
   * other content, withdrawing what is in use without force. Takes the request as `intake` returned it.
   */
  check(request: ProfileChangeRequest): Promise<void>;
  /**
   * Fetches and keeps the charts that the bundle names, but for what `pinned` names. What no longer holds is a `block` finding,
   * never an exception.
   */
  plan(
    request: ProfileChangeRequest,
    options: {
      proposer: string;
      /** Sources of an earlier plan of the same change. */
      pinned?: readonly PinnedSource[];
      /** To the reason, see `commitToReason`. */
      commitment?: ReasonCommitment;
      signal?: AbortSignal;
    },
  ): Promise<PlanDraft>;
  /** Writes what an accepted change says, in the transaction that marks it applied. */
  apply(
    tx: Knex.Transaction,
    change: ChangeRow,
    options: { approvers: string[]; now: string },
  ): Promise<void>;
  /** Findings on a bundle; stores nothing. With `draft`: on a document as the catalog holds it, without values and files. */
  validate(
    bundle: NonNullable<PublishRequest['bundle']>,
    options?: { draft?: boolean },
  ): Promise<Finding[]>;
}
