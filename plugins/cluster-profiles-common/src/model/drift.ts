import type { JsonObject } from '@backstage/types';
import type {
  OverrideRequest,
  Permitted,
  ResizeRequest,
  SetParametersRequest,
} from './change';
import type { ObjectDifference } from './observed';

/** Where a layer may differ from what is desired, why, and until when. @public */
export interface DriftException {
  /** A kind of objects, such as `Deployment`, or one object, such as `Deployment ingress/controller`. */
  object: string;
  /** JSON pointer of a field, with all below it; never the root. Entries of lists by name. */
  path: string;
  /** 3 to 500 characters. */
  reason: string;
  /** ISO 8601. From then on it is drift again. */
  until: string;
}

/** An exception of one cluster. @public */
export interface LayerDriftException extends DriftException {
  layer: string;
}

/**
 * How drift came to its end: we `corrected` it; it was `gone` without us; an exception lets it be (`ignored`); or another revision
 * `replaced` what had drifted.
 * @public
 */
export type DriftOutcome = 'corrected' | 'gone' | 'ignored' | 'replaced';

/** One object that differs from what is desired, from when it was seen until it was seen no more. @public */
export interface DriftFinding {
  id: string;
  layer: string;
  /** Such as `Deployment ingress/controller`. */
  object: string;
  openedAt: string;
  /** When other fields, or other values of them, were seen last. */
  changedAt: string;
  closedAt?: string;
  outcome?: DriftOutcome;
  /** As they were seen last. */
  differences: ObjectDifference[];
  /** How often a correction was triggered. */
  corrections: number;
  correctedAt?: string;
  /** Who asked for a correction; absent where the drift mode did. */
  correctionBy?: string;
  /** What the caller may do about it; present while it is open. */
  actions?: DriftActions;
}

/** @public */
export interface DriftActions {
  correct: Permitted;
  adopt: DriftAdoption;
  ignore: Permitted;
}

/** @public */
export interface DriftAdoption extends Permitted {
  /** The change that makes it the desired value; absent where nothing of the revision can carry it. */
  request?: SetParametersRequest | ResizeRequest | OverrideRequest;
  /** Of an override, which ends: what makes it the desired value of the profile instead. */
  inProfile?: ProfileEdit;
  /** Which value sets it may be found by rendering the chart: `getDriftAdoption` does. */
  traceable?: true;
}

/** What to write into the file of a profile, for its next version. @public */
export interface ProfileEdit {
  profile: string;
  /** That the cluster runs. */
  version: string;
  layer: string;
  /** To be merged into the `values` of the layer. */
  values: JsonObject;
}

/** Clusters of one profile that drift, as far as the caller may see them. @public */
export interface ProfileDrift {
  profile: string;
  /** How many of its clusters. */
  clusters: number;
  /** Of each layer that drifts on one of them, the most frequent first. */
  layers: Array<{ layer: string; clusters: number }>;
}
