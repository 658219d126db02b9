import { recordSubject } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import type { ClusterRow } from '../database/tables';
import { findBrokenRecord } from '../record/findBrokenRecord';
import type { LoadedCluster } from './loadCluster';
import type { Hold, ReconcilerOptions } from './types';

/** The record of what led to a cluster must be whole when a change begins, and when drift is undone. */
export async function findBrokenPast(
  knex: Knex,
  options: {
    cluster: Pick<ClusterRow, 'uid' | 'name'>;
    keys: ReconcilerOptions['keys'];
  },
): Promise<Hold | undefined> {
  const { cluster, keys } = options;
  const { uid, name } = cluster;
  const message = await findBrokenRecord(knex, {
    subject: recordSubject({ kind: 'cluster', name, uid }),
    keys,
  });
  return message === undefined
    ? undefined
    : { reason: 'ChainBroken', message: `activity: ${message}` };
}

/** At rest the record is gone along every so often, so that it is told before anybody relies on it; while it is not whole, in every pass. */
export async function findBrokenPastOnTime(
  { cluster, change }: LoadedCluster,
  options: Pick<ReconcilerOptions, 'knex' | 'keys' | 'clock' | 'recordMinutes'>,
): Promise<Hold | undefined> {
  const { knex, keys, clock, recordMinutes } = options;
  const { uid, record_due_at: dueAt } = cluster;
  const now = clock.now();
  const isDue =
    recordMinutes !== undefined &&
    (dueAt === null || dueAt <= now.toISOString());
  if (!keys.signs || !(isDue || change.state === 'accepted')) {
    return undefined;
  }
  const broken = await findBrokenPast(knex, { cluster, keys });
  if (isDue && !broken) {
    // Those that came to be together are not looked at together.
    const wait = recordMinutes * 60_000 * (0.5 + 0.5 * clock.random());
    await knex<ClusterRow>('clusters')
      .where({ uid })
      .update({ record_due_at: new Date(now.getTime() + wait).toISOString() });
  }
  return broken;
}
