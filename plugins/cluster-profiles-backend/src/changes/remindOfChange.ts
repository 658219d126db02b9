import type { Knex } from 'knex';
import type { PolicySnapshot } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ChangeRequirementRow, ChangeRow } from '../database/tables';
import { enqueueNotice } from '../notices/enqueueNotice';
import { reminderNotice, type Reminder } from '../notices/reminderNotice';
import type { ChangeContext } from './ChangeContext';
import { listDecisions } from './operations/getChange';

const HOUR = 3_600_000;
const COLUMNS = {
  waiting: 'reminded_at',
  expiring: 'expiry_told_at',
} as const;

/** Tells of a change that waits for approval too long, or is about to expire; once each for a plan. Gives when it wants attention again. */
export async function remindOfChange(
  context: ChangeContext,
  change: ChangeRow,
): Promise<Date | undefined> {
  const now = context.clock.now();
  const times = reminderTimes(context, change);
  const isDue = (reminder: Reminder) =>
    change[COLUMNS[reminder]] === null &&
    times[reminder] !== undefined &&
    times[reminder] <= now;
  // About to expire says that it waits, too.
  const due = (['expiring', 'waiting'] as const).find(isDue);
  if (due) {
    await context.knex.transaction(async tx => {
      const at = now.toISOString();
      const told = await tx<ChangeRow>('changes')
        .where({ id: change.id, state: 'awaiting-approval' })
        .where({ planned_at: change.planned_at })
        .whereNull(COLUMNS[due])
        .update({
          [COLUMNS[due]]: at,
          ...(due === 'expiring' && { reminded_at: at }),
        });
      if (told) {
        const notice = reminderNotice(change, {
          reminder: due,
          groups: await missingGroups(tx, change),
          exclude: [
            ...(JSON.parse(change.policy!) as PolicySnapshot).excluded,
            ...(await listDecisions(tx, change)).map(it => it.approver),
          ],
        });
        await enqueueNotice(tx, { notice, now: at });
      }
    });
  }
  const next = [
    change.reminded_at || due ? undefined : times.waiting,
    change.expiry_told_at || due === 'expiring' ? undefined : times.expiring,
    change.expires_at ? new Date(change.expires_at) : undefined,
  ].filter(time => time !== undefined && time > now) as Date[];
  return next.sort((a, b) => a.getTime() - b.getTime())[0];
}

function reminderTimes(
  { config }: Pick<ChangeContext, 'config'>,
  change: ChangeRow,
): Record<Reminder, Date | undefined> {
  const { afterHours, beforeExpiryHours } = config.reminders;
  const planned = Date.parse(change.planned_at!);
  const expires = Date.parse(change.expires_at!);
  const waiting = planned + afterHours * HOUR;
  const expiring = expires - beforeExpiryHours * HOUR;
  return {
    waiting: waiting < expires ? new Date(waiting) : undefined,
    // Where little time is given in all, its beginning is no news.
    expiring: expiring > planned ? new Date(expiring) : undefined,
  };
}

async function missingGroups(
  tx: Knex,
  change: Pick<ChangeRow, 'id'>,
): Promise<string[]> {
  return tx<ChangeRequirementRow>('change_requirements')
    .where({ change_id: change.id })
    .orderBy('group_ref')
    .pluck('group_ref');
}
