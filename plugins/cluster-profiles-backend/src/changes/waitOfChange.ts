import type {
  Plan,
  PolicySnapshot,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { findCountedGlass } from '../breakGlass/loadGlass';
import type { ChangeRow } from '../database/tables';
import { stricterPolicy } from '../policies/evaluatePolicies';
import { findWait, freezesOf, type Wait } from '../policies/findWait';
import { announceChange } from './announceChange';
import type { ChangeContext } from './ChangeContext';
import { demandApprovals, policySubjects } from './demandApprovals';

/**
 * What keeps an accepted change from being written now: windows as they were demanded and as they are today, freezes of today. It is told on the
 * change, and its plan does not age meanwhile.
 */
export async function waitOfChange(
  context: ChangeContext,
  change: ChangeRow,
): Promise<Wait | undefined> {
  const { knex, config } = context;
  if (await findCountedGlass(knex, change)) {
    return undefined; // Whoever breaks glass does not wait.
  }
  const plan: Plan = JSON.parse(change.plan!);
  const { windows } = stricterPolicy(
    JSON.parse(change.policy!) as PolicySnapshot,
    await demandApprovals(knex, { change, plan, config }),
  );
  const subjects = await policySubjects(knex, { change, plan });
  const wait = findWait({
    windows,
    freezes: subjects.flatMap(subject => freezesOf(subject, config.freezes)),
    now: context.clock.now(),
  });
  if (wait && wait.reason !== change.state_reason) {
    const told = await knex<ChangeRow>('changes')
      .where({ id: change.id, state: 'accepted' })
      .update({ state_reason: wait.reason, not_before: wait.until ?? null });
    if (told) {
      await announceChange(context, change);
    }
  }
  return wait;
}
