import type { ChangeRow } from '../database/tables';
import type { WorkHandler } from '../work/types';
import { announceChange } from './announceChange';
import { expireChange } from './cancelChange';
import type { ChangeContext } from './ChangeContext';
import { planChange } from './planChange';
import { publishChange } from './publishChange';

/** The worker's part in the life of a change: planning, expiry, publication. */
export function createChangeHandler(context: ChangeContext): WorkHandler {
  return async (item, { signal }) => {
    const change = await context
      .knex<ChangeRow>('changes')
      .where({ id: item.id })
      .first();
    switch (change?.state) {
      case 'planning':
        await planChange(context, change, { signal });
        await announceChange(context, change);
        return reconsider(context, change.id);
      case 'awaiting-approval':
      case 'stale':
        if (
          change.expires_at &&
          change.expires_at <= context.clock.now().toISOString()
        ) {
          await expireChange(context, change);
          return {};
        }
        return change.expires_at
          ? { nextDueAt: new Date(change.expires_at) }
          : {};
      case 'accepted':
        if (change.subject_kind === 'profile') {
          await publishChange(context, change, { signal });
        }
        return {};
      default:
        return {};
    }
  };
}

/** When the change wants attention again, read after planning moved it on. */
async function reconsider(context: ChangeContext, id: string) {
  const change = await context.knex<ChangeRow>('changes').where({ id }).first();
  if (change?.state === 'accepted' && change.subject_kind === 'profile') {
    return { nextDueAt: context.clock.now() };
  }
  return change?.state === 'awaiting-approval' && change.expires_at
    ? { nextDueAt: new Date(change.expires_at) }
    : {};
}
