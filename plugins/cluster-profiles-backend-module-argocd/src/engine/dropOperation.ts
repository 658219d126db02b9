import { mergeWhere, type MergeOptions } from './mergeWhere';

/** Has Argo CD go on with the deletion of an Application: as long as an operation is asked for, it would try that first, for ever. */
export async function dropOperation(options: MergeOptions): Promise<void> {
  await mergeWhere(
    live =>
      Boolean(live.metadata.deletionTimestamp) && live.operation !== undefined,
    { operation: null },
    options,
  );
}
