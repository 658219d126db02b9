import {
  countNodes,
  mainProfile,
  type DesiredState,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { InTransaction } from '../../changes/types';
import type {
  ClusterRow,
  LeavingProfileRow,
  RevisionProfileRow,
} from '../../database/tables';
import { getRevision } from './getRevision';

/**
 * Moves a cluster's desired revision, and the columns that lists and permissions look at, by compare-and-set.
 * False: the desired revision is not the expected one any more.
 */
export async function setDesiredRevision(
  tx: InTransaction,
  options: {
    clusterUid: string;
    from: number | null;
    to: number | null;
    /** Content of the new desired revision; absent when there is none. */
    desired?: DesiredState;
    /** Raised when a new number is given out. */
    lastRevision?: number;
    phase?: string;
    phaseReason?: string;
    now: string;
  },
): Promise<boolean> {
  const { desired } = options;
  const patch: Partial<ClusterRow> = {
    desired_revision: options.to,
    updated_at: options.now,
    ...(options.lastRevision ? { last_revision: options.lastRevision } : {}),
    ...(options.phase ? { phase: options.phase } : {}),
    ...(options.phaseReason ? { phase_reason: options.phaseReason } : {}),
    ...(options.to === null
      ? { has_issue: false, overrides_expire_at: null }
      : {}),
  };
  if (desired) {
    patch.owner_ref = desired.cluster.owner;
    patch.description = desired.cluster.description ?? null;
    patch.target = desired.target.name;
    patch.provider = desired.target.provider;
    patch.region = desired.target.region;
    patch.stage = desired.target.stage;
    const main = mainProfile(desired);
    patch.profile = main?.name ?? '';
    patch.profile_version = main?.version ?? '';
    if (!desired.observeOnly) {
      patch.kubernetes_version =
        desired.layers.find(layer => layer.kind === 'kubernetes')?.version ??
        null;
    }
    patch.follow = desired.follow;
    patch.paused = desired.paused;
    patch.protected = desired.protected;
    patch.overrides_expire_at = firstEnd(desired);
    patch.nodes = countNodes(desired.nodePools);
    patch.ends_on = desired.endsOn ?? null;
  }
  const moved = await tx<ClusterRow>('clusters')
    .where({
      uid: options.clusterUid,
      desired_revision: options.from,
      deleted_at: null,
    })
    .update({
      ...patch,
      // Of another day nobody was told yet.
      ...(desired && {
        end_told_days: tx.raw(
          'case when ends_on = ? then end_told_days else null end',
          [desired.endsOn ?? ''],
        ),
      }),
    } as Partial<ClusterRow>);
  if (moved !== 1) {
    return false;
  }
  for (const table of ['revision_profiles', 'leaving_profiles']) {
    await tx(table).where({ cluster_uid: options.clusterUid }).delete();
  }
  if (desired) {
    const named = desired.profiles.map(({ name, version }) => ({
      cluster_uid: options.clusterUid,
      profile: name,
      version,
    }));
    if (named.length > 0) {
      await tx<RevisionProfileRow>('revision_profiles').insert(named);
    }
    await insertLeaving(tx, { clusterUid: options.clusterUid, desired });
  }
  return true;
}

/** What was proven last runs on until the new revision is proven, be that never. */
async function insertLeaving(
  tx: InTransaction,
  options: { clusterUid: string; desired: DesiredState },
): Promise<void> {
  const { clusterUid, desired } = options;
  const cluster = await tx<ClusterRow>('clusters')
    .where({ uid: clusterUid })
    .first('applied_revision');
  const number = cluster?.applied_revision;
  const proven = number && (await getRevision(tx, { clusterUid, number }));
  if (!proven) {
    return;
  }
  const leaving = proven.desired.profiles.filter(
    ({ name, version }) =>
      !desired.profiles.some(
        kept => kept.name === name && kept.version === version,
      ),
  );
  if (leaving.length > 0) {
    await tx<LeavingProfileRow>('leaving_profiles').insert(
      leaving.map(({ name, version }) => ({
        cluster_uid: clusterUid,
        profile: name,
        version,
      })),
    );
  }
}

function firstEnd({ overrides = [] }: DesiredState): string | null {
  return overrides.map(({ expires }) => expires).sort()[0] ?? null;
}
