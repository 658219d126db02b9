import type { ChangeState } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ChangeRow } from '../database/tables';
import { enqueueWork } from '../work/enqueueWork';
import { transitionChange } from './operations/transitionChange';
import type { InTransaction } from './types';

/** To `stale`: it is planned again or expires, so that a name is not kept for ever. False when somebody else was faster. */
export async function makeStale(
  tx: InTransaction,
  options: {
    change: ChangeRow;
    from: ChangeState[];
    reason: string;
    actor: string;
    now: Date;
    expiryHours: number;
  },
): Promise<boolean> {
  const { now, expiryHours, ...transition } = options;
  const expires = new Date(now.getTime() + expiryHours * 3_600_000);
  const moved = await transitionChange(tx, {
    ...transition,
    to: 'stale',
    now: now.toISOString(),
    patch: { expires_at: expires.toISOString() },
  });
  if (moved) {
    await enqueueWork(tx, {
      kind: 'change',
      id: options.change.id,
      dueAt: expires,
    });
  }
  return moved;
}
