import type { ChangeRow } from '../database/tables';
import type { InTransaction } from './types';

/** The change of a cluster that is accepted and has not ended; there is at most one. */
export async function findUnderWay(
  tx: InTransaction,
  clusterUid: string,
): Promise<ChangeRow | undefined> {
  return tx<ChangeRow>('changes')
    .where({ subject_uid: clusterUid })
    .whereIn('state', ['accepted', 'applying'])
    .first();
}

/** Access leaves the cluster as it is, so that it is given while others work on it. */
export function waitsForOthers(kind: string): boolean {
  return kind !== 'access' && !replacesUnderWay(kind);
}

/** Only a deletion and a roll-back may replace what is under way. */
export function replacesUnderWay(kind: string): boolean {
  return kind === 'delete' || kind === 'roll-back';
}
