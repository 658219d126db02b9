import {
  driftExceptionProblem,
  type ChangeRequest,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { refuseAny } from '../planning/refuse';

/** Refuses exceptions that would be over at once, or last too long. Planned again later, they may end meanwhile. */
export function refuseEnded(request: ChangeRequest, now: Date): void {
  const exceptions =
    request.kind === 'set-parameters' ? (request.driftExceptions ?? []) : [];
  refuseAny(
    'input',
    exceptions.flatMap((exception, index) => {
      const problem = driftExceptionProblem(exception, now.toISOString());
      return problem
        ? [
            {
              code: 'bad-drift-exception',
              message: `The exception is refused: ${problem.message}.`,
              path: `/driftExceptions/${index}/${problem.field}`,
              layer: exception.layer,
            },
          ]
        : [];
    }),
  );
}
