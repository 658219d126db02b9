import { v4 as uuid } from 'uuid';
import type { InTransaction } from '../changes/types';
import type { NoticeRow } from '../database/tables';
import { enqueueWork } from '../work/enqueueWork';
import type { Notice } from './types';

/** Leaves a notice to be sent, in the transaction that decides, so that none is lost and none is sent for what never was. */
export async function enqueueNotice(
  tx: InTransaction,
  options: { notice: Notice; now: string },
): Promise<void> {
  const id = uuid();
  await tx<NoticeRow>('notices').insert({
    id,
    notice: JSON.stringify(options.notice),
    created_at: options.now,
  });
  await enqueueWork(tx, { kind: 'notice', id, dueAt: new Date(options.now) });
}
