import {
  canonicalDigest,
  type DriftOutcome,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { v4 as uuid } from 'uuid';
import type { InTransaction } from '../changes/types';
import type { DriftFindingRow } from '../database/tables';
import { fieldsDigest, type FindingChanges } from './compareFindings';
import type { DriftedObject } from './listDrifted';

/** Ended findings that are kept of a cluster; the record keeps an entry of each. */
const KEPT = 500;

/** Writes what a look changed. */
export async function storeFindings(
  tx: InTransaction,
  changes: FindingChanges,
  {
    clusterUid,
    revision,
    at,
  }: { clusterUid: string; revision: number; at: string },
): Promise<void> {
  const findings = () => tx<DriftFindingRow>('drift_findings');
  for (const seen of changes.opened) {
    await findings().insert({
      id: uuid(),
      cluster_uid: clusterUid,
      layer: seen.layer,
      object: seen.object,
      open_key: openKey(clusterUid, seen),
      revision,
      opened_at: at,
      closed_at: null,
      outcome: null,
      openings: 1,
      corrections: 0,
      corrected_at: null,
      wanted_by: null,
      wanted_at: null,
      ...asSeen(seen, at),
    });
  }
  for (const { row, seen } of changes.changed) {
    await findings().where({ id: row.id }).update(asSeen(seen, at));
  }
  for (const { row, seen } of changes.reopened) {
    await findings()
      .where({ id: row.id })
      .update({
        open_key: openKey(clusterUid, seen),
        closed_at: null,
        outcome: null,
        openings: row.openings + 1,
        wanted_by: null,
        revision,
        ...asSeen(seen, at),
      });
  }
  for (const { row, outcome } of changes.closed) {
    await close(tx, row, { outcome, at });
  }
  if (changes.closed.length > 0) {
    const kept = findings()
      .where({ cluster_uid: clusterUid })
      .whereNotNull('closed_at')
      .orderBy('closed_at', 'desc')
      .offset(KEPT)
      .limit(1);
    const oldest = await kept.first('closed_at');
    if (oldest) {
      await findings()
        .where({ cluster_uid: clusterUid })
        .where('closed_at', '<=', oldest.closed_at)
        .delete();
    }
  }
}

async function close(
  tx: InTransaction,
  { id }: DriftFindingRow,
  { outcome, at }: { outcome: DriftOutcome; at: string },
): Promise<void> {
  await tx<DriftFindingRow>('drift_findings')
    .where({ id })
    .update({ open_key: null, closed_at: at, outcome, wanted_at: null });
}

function asSeen(
  { differences }: DriftedObject,
  at: string,
): Pick<DriftFindingRow, 'changed_at' | 'differences' | 'digest' | 'fields'> {
  return {
    changed_at: at,
    differences: JSON.stringify(differences),
    digest: canonicalDigest(differences),
    fields: fieldsDigest(differences),
  };
}

function openKey(
  clusterUid: string,
  { layer, object }: Pick<DriftedObject, 'layer' | 'object'>,
): string {
  return canonicalDigest([clusterUid, layer, object]);
}
