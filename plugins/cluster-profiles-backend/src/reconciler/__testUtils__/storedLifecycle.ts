import type { Knex } from 'knex';
import type { ChangeLifecycle } from '../../changes/types';
import type { Clock } from '@cluster-profiles/plugin-cluster-profiles-node';

/** The lifecycle reduced to its compare-and-set, for tests of the reconciler alone. */
export function storedLifecycle(
  knex: Knex,
  clock: Clock,
): ChangeLifecycle & { calls: string[] } {
  const calls: string[] = [];
  const move = async (
    id: string,
    from: string[],
    to: string,
    patch: object = {},
  ) => {
    const moved = await knex('changes')
      .where({ id })
      .whereIn('state', from)
      .update({ state: to, ...patch });
    if (moved) {
      calls.push(to);
    }
    return moved === 1;
  };
  return {
    calls,
    startApplying: async id => {
      const patch = {
        started_at: clock.now().toISOString(),
        deadline_at: new Date(clock.now().getTime() + 3_600_000).toISOString(),
      };
      const moved = await move(id, ['accepted'], 'applying', patch);
      return moved ? patch : undefined;
    },
    markApplied: async id => {
      const change = await knex('changes').where({ id }).first();
      const moved = await move(id, ['applying', 'failed'], 'applied');
      await knex('clusters')
        .where({ uid: change.subject_uid })
        .update({
          applied_revision: change.revision,
          ...(change.kind === 'delete' && {
            phase: 'deleted',
            live_name: null,
            deleted_at: clock.now().toISOString(),
          }),
        });
      return moved;
    },
    markFailed: (id, reason) =>
      move(id, ['applying'], 'failed', { state_reason: reason }),
    markStale: async (id, reason) => {
      const change = await knex('changes').where({ id }).first();
      const plan = JSON.parse(change.plan);
      await knex('clusters')
        .where({ uid: change.subject_uid })
        .update({ desired_revision: plan.baseRevision });
      return move(id, ['accepted'], 'stale', { state_reason: reason });
    },
    recordSteps: async (id, steps) => {
      await knex('changes')
        .where({ id })
        .update({ steps: JSON.stringify(steps) });
    },
    findWait: async () => undefined,
    recheck: async () => ({ holds: true }),
  };
}
