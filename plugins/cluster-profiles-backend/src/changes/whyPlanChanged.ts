import { stringifyError } from '@backstage/errors';
import type { ChangeRow } from '../database/tables';
import type { ChangeContext } from './ChangeContext';
import { remakePlan } from './remakePlan';

/** Somebody waits for the answer to his approval. */
const PATIENCE_MILLISECONDS = 15_000;

/**
 * Why the plan of a waiting change would come out differently now. Undefined also when that cannot be said in time: before the
 * first write it is looked at again.
 */
export async function whyPlanChanged(
  context: ChangeContext,
  change: ChangeRow,
  options: { patience?: number } = {},
): Promise<string | undefined> {
  const signal = AbortSignal.timeout(options.patience ?? PATIENCE_MILLISECONDS);
  try {
    return (await remakePlan(context, change, { signal })).differs;
  } catch (error) {
    if (
      !signal.aborted &&
      (error as Error).name !== 'ServiceUnavailableError'
    ) {
      throw error;
    }
    context.logger.warn(
      `The plan of change ${change.id} was not verified when it was approved: ${stringifyError(error)}`,
    );
    return undefined;
  }
}
