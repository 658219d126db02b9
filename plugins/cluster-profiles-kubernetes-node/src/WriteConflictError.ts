import { CustomErrorBase } from '@backstage/errors';

/** One field that another manager holds. */
export interface FieldConflict {
  /** Such as `kubectl`; undefined when the API server did not say. */
  manager: string | undefined;
  /** As the API server writes it, such as `.spec.topology.version`. */
  field: string;
}

/**
 * The object is not as we thought: other managers hold fields that we want to set (`conflicts`), or it changed since it was
 * read (no `conflicts`).
 */
export class WriteConflictError extends CustomErrorBase {
  name = 'WriteConflictError' as const;
  readonly conflicts: readonly FieldConflict[];

  constructor(message: string, conflicts: readonly FieldConflict[] = []) {
    super(message);
    this.conflicts = conflicts;
  }
}
