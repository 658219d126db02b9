/** What a row of the work table stands for. */
export type WorkKind = 'cluster' | 'change';

/** A claimed row: whoever holds the ticket may complete it. */
export interface WorkItem {
  kind: WorkKind;
  id: string;
  ticket: string;
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
