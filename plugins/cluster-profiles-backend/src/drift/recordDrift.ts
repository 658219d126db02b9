import type { ObjectDifference } from '@cluster-profiles/plugin-cluster-profiles-common';
import { recordActivity } from '../activity/recordActivity';
import type { InTransaction } from '../changes/types';
import type { DriftFindingRow } from '../database/tables';
import { correctableLayers } from '../reconciler/correctableLayers';
import { findBrokenPast } from '../reconciler/findBrokenPast';
import type { LoadedCluster } from '../reconciler/loadCluster';
import type { Picture, ReconcilerOptions } from '../reconciler/types';
import { heldClaim } from '../work/heldClaim';
import type { WorkItem } from '../work/types';
import {
  compareFindings,
  SAME_MS,
  type FindingChanges,
} from './compareFindings';
import { closedEntry, correctedEntry, openedEntry } from './driftEntries';
import { dueCorrections, type Corrections } from './dueCorrections';
import { listDrifted, type SeenDrift } from './listDrifted';
import { storeFindings } from './storeFindings';

const NO_CORRECTIONS: Corrections = { due: new Set() };

/** Of a cluster that goes, nothing can drift. */
const NOTHING_DESIRED: SeenDrift = {
  drifted: [],
  excepted: [],
  known: new Set(),
  desired: new Set(),
  incomplete: new Set(),
};

/**
 * Keeps the list of what drifted, and says which layers are to be corrected in this pass. What a correction undoes is on the record
 * before anything is sent: the correction wipes out its traces.
 */
export async function recordDrift(
  { cluster, desired, revision }: LoadedCluster,
  picture: Picture,
  options: Pick<ReconcilerOptions, 'knex' | 'clock' | 'keys'> & {
    item: WorkItem;
    /** Nothing is corrected while this is false. */
    mayWrite: boolean;
  },
): Promise<Corrections> {
  const { knex, clock, item } = options;
  const seen = desired.deleted ? NOTHING_DESIRED : listDrifted(picture);
  if (seen.drifted.length === 0 && !(await hasOpen(knex, cluster.uid))) {
    return NO_CORRECTIONS;
  }
  const now = clock.now();
  const at = now.toISOString();
  const correctable = options.mayWrite
    ? correctableLayers(picture).map(({ layer }) => layer)
    : [];
  return knex.transaction(async tx => {
    // Whoever lost the claim has an old picture. Its row is not locked: others do so after the record, and would wait in a circle.
    const held = await heldClaim(tx, item).first('id');
    if (!held) {
      return NO_CORRECTIONS;
    }
    const changes = await compareWithStored(tx, seen, {
      clusterUid: cluster.uid,
      revision,
      now,
    });
    await storeFindings(tx, changes, {
      clusterUid: cluster.uid,
      revision,
      at,
    });
    await recordChanges(tx, changes, { cluster, at });
    if (correctable.length === 0) {
      return NO_CORRECTIONS;
    }
    const open = await findOpen(tx, cluster.uid);
    const corrections = dueCorrections({
      open,
      layers: correctable,
      incomplete: seen.incomplete,
      now,
    });
    const hold =
      corrections.due.size > 0
        ? await findBrokenPast(tx, { cluster, keys: options.keys })
        : undefined;
    if (hold) {
      return { ...NO_CORRECTIONS, hold };
    }
    for (const layer of corrections.due) {
      await recordCorrection(tx, open, { cluster, layer, at });
    }
    return corrections;
  });
}

async function compareWithStored(
  tx: InTransaction,
  seen: SeenDrift,
  options: { clusterUid: string; revision: number; now: Date },
): Promise<FindingChanges> {
  const { clusterUid, revision, now } = options;
  const open = await findOpen(tx, clusterUid);
  const recent = await tx<DriftFindingRow>('drift_findings')
    .where({ cluster_uid: clusterUid })
    .where('closed_at', '>', new Date(now.getTime() - SAME_MS).toISOString())
    .orderBy('closed_at', 'desc');
  return compareFindings(seen, { open, recent, revision });
}

async function hasOpen(
  knex: ReconcilerOptions['knex'],
  clusterUid: string,
): Promise<boolean> {
  const open = await knex<DriftFindingRow>('drift_findings')
    .where({ cluster_uid: clusterUid, closed_at: null })
    .first('id');
  return open !== undefined;
}

function findOpen(
  tx: InTransaction,
  clusterUid: string,
): Promise<DriftFindingRow[]> {
  return tx<DriftFindingRow>('drift_findings')
    .where({ cluster_uid: clusterUid, closed_at: null })
    .orderBy(['layer', 'object']);
}

/** What comes and goes within the hour is told once. */
async function recordChanges(
  tx: InTransaction,
  { opened, closed }: FindingChanges,
  about: { cluster: LoadedCluster['cluster']; at: string },
): Promise<void> {
  const firstClosed = closed
    .filter(({ row }) => row.openings === 1)
    .map(({ row: { layer, object }, outcome }) => ({ layer, object, outcome }));
  for (const [layer, findings] of byLayer(opened)) {
    await recordActivity(tx, openedEntry(layer, findings, about));
  }
  for (const [layer, findings] of byLayer(firstClosed)) {
    await recordActivity(tx, closedEntry(layer, findings, about));
  }
}

async function recordCorrection(
  tx: InTransaction,
  open: readonly DriftFindingRow[],
  options: {
    cluster: LoadedCluster['cluster'];
    layer: string;
    at: string;
  },
): Promise<void> {
  const { layer, ...about } = options;
  // All of the layer is brought back at once.
  const rows = open.filter(row => row.layer === layer);
  await recordActivity(
    tx,
    correctedEntry(
      layer,
      rows.map(row => ({
        ...row,
        differences: JSON.parse(row.differences) as ObjectDifference[],
      })),
      {
        ...about,
        wantedBy: rows.find(({ wanted_at }) => wanted_at !== null)?.wanted_by,
      },
    ),
  );
  await tx<DriftFindingRow>('drift_findings')
    .whereIn(
      'id',
      rows.map(({ id }) => id),
    )
    .update({
      corrected_at: about.at,
      corrections: tx.raw('corrections + 1'),
    });
}

function byLayer<T extends { layer: string }>(items: readonly T[]) {
  const layers = new Map<string, T[]>();
  for (const item of items) {
    layers.set(item.layer, [...(layers.get(item.layer) ?? []), item]);
  }
  return layers;
}
