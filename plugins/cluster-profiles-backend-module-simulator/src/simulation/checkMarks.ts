import {
  HeldError,
  type WriteMarks,
} from '@cluster-profiles/plugin-cluster-profiles-node';

/** A write by another installation or of an older revision must not take effect. */
export function checkMarks(
  what: string,
  live: { instanceId: string; revision: number },
  marks: WriteMarks,
): void {
  if (live.instanceId !== marks.instanceId) {
    throw new HeldError(
      `${what} belongs to installation '${live.instanceId}', this is '${marks.instanceId}'`,
    );
  }
  if (live.revision > marks.revision) {
    throw new HeldError(
      `${what} carries revision ${live.revision}, which is newer than ${marks.revision}`,
    );
  }
}
