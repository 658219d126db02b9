import {
  acceptanceStatement,
  type PolicySnapshot,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { InTransaction } from '../changes/types';
import type { ChangeRow } from '../database/tables';
import type { RecordKeys } from './RecordKeys';

/** The signature of an acceptance, with what the policies demand as it is stored in this transaction. */
export async function signAcceptance(
  tx: InTransaction,
  options: {
    change: Pick<ChangeRow, 'id' | 'subject_uid' | 'subject_name'>;
    plan: { planDigest: string };
    revision?: number | null;
    now: Date;
    keys: RecordKeys;
  },
): Promise<Pick<ChangeRow, 'acceptance_key_id' | 'acceptance_signature'>> {
  const { change, plan, revision, now, keys } = options;
  const at = now.toISOString();
  const { policy } = (await tx<ChangeRow>('changes')
    .where({ id: change.id })
    .first('policy'))!;
  const signed = keys.sign(
    acceptanceStatement({
      changeId: change.id,
      subject: change.subject_uid ?? change.subject_name,
      revision: revision ?? null,
      planDigest: plan.planDigest,
      policy: JSON.parse(policy ?? 'null') as PolicySnapshot,
      at,
    }),
  );
  return {
    acceptance_key_id: signed?.keyId ?? null,
    acceptance_signature: signed?.signature ?? null,
  };
}
