/** What a row of the work table stands for. */
export type WorkKind = 'cluster' | 'change' | 'notice' | 'version';

/** A claimed row: whoever holds the claim may complete it, until its lease lapses and somebody else claims it. */
export interface WorkItem {
  kind: WorkKind;
  id: string;
  /** The request that is being served; another one in the row means that work was asked for again meanwhile. */
  ticket: string;
  /** Unique for each claim, so that a lapsed claim is never taken for a newer one. */
  claimedBy: string;
  attempts: number;
}

/** How a piece of work ended. Without `nextDueAt` the row is removed until somebody enqueues it again. */
export interface WorkOutcome {
  nextDueAt?: Date;
}

/** Does one piece of work; an exception means back-off and another try. */
export type WorkHandler = (
  item: WorkItem,
  options: { signal: AbortSignal },
) => Promise<WorkOutcome>;
