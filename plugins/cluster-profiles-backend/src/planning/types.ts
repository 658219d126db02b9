import type {
  ClusterChangeRequest,
  DesiredState,
  Finding,
  Plan,
  ProfileVersion,
  Target,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type {
  LayerPreview,
  ProviderPreview,
} from '@cluster-profiles/plugin-cluster-profiles-node';

/** A plan before its digests and its time are added. */
export type PlanDraft = Omit<
  Plan,
  'revisionDigest' | 'impactDigest' | 'planDigest' | 'plannedAt'
>;

/** Everything that the pure rules look at: gathered first, decided after. */
export interface PlanningFacts {
  /** UID of the cluster; for a new one the UID that it would get. */
  clusterUid: string;
  /** The desired revision that the change starts from; absent for a new cluster. */
  base?: { number: number; desired: DesiredState };
  /** The revision that was last proven, where it differs from the base. */
  applied?: { number: number; desired: DesiredState };
  /** For `roll-back`: the revision to go back to. */
  rollBackTo?: { number: number; desired: DesiredState };
  /** Every published version of every profile that the base or the request names. */
  versions: ProfileVersion[];
  /** The target as it is configured now. */
  target?: Target;
  /** For `import`: the cluster of ours that was imported from the same place already. */
  importedAs?: string;
  /** Of an imported cluster: the Kubernetes version that was seen there last. */
  observedKubernetes?: string;
  /** For a deletion that is to be forced: why the one under way does not come to an end, and what was last seen of the cluster. */
  stuckDeletion?: { stuck: 'late' | 'lost'; leftovers: string[] };
  /** Of the digest of the request's reason; absent of plans that were made without. */
  reasonSalt?: string;
  /** Live clusters on that target, this one not counted. */
  clustersOnTarget: number;
}

/** Facts about a cluster that has a revision. */
export type BaseFacts = PlanningFacts & Required<Pick<PlanningFacts, 'base'>>;

/** What a request leads to, before anybody was asked what it would do. */
export interface Resolved {
  desired: DesiredState;
  findings: Finding[];
}

/** Answers of provider and engine, gathered with a time limit; what did not answer is in `findings`. */
export interface GatheredAnswers {
  preview?: ProviderPreview;
  /** Objects by layer name, before and after, for layers that an engine delivers and cannot tell more of. */
  rendered: Record<string, { before: string[]; after: string[] }>;
  /** By layer name, for layers of which the engine can tell what becomes of each object; absent where there is none. */
  previews?: Record<string, LayerPreview>;
  findings: Finding[];
}

/** Plans changes of clusters. */
export interface ClusterPlanner {
  /**
   * Checks a request against what is known now, without asking providers.
   * Throws `InputError`, `NotFoundError`, `ConflictError` or `NotAllowedError` with `details: Finding[]`.
   */
  check(request: ClusterChangeRequest, clusterUid: string): Promise<Resolved>;
  /** The whole plan. A request that no longer resolves gives a plan with `block` findings, never an exception. */
  plan(
    request: ClusterChangeRequest,
    clusterUid: string,
    options?: {
      /** Plans from this revision instead of the desired one; null: from nothing. */
      baseRevision?: number | null;
      reasonSalt?: string;
      signal?: AbortSignal;
    },
  ): Promise<PlanDraft>;
}
