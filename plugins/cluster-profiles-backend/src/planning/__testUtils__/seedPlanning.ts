import type {
  DesiredState,
  ProfileVersion,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import type { ClusterRow, RevisionRow } from '../../database/tables';
import { insertProfileVersion } from '../../profiles/operations/insertProfileVersion';

const AT = '2026-01-01T00:00:00.000Z';

/** Writes versions, and clusters with their revisions from 1 on. */
export async function seedPlanning(
  knex: Knex,
  options: {
    versions?: readonly ProfileVersion[];
    clusters?: Array<{
      revisions: DesiredState[];
      desired?: number | null;
      applied?: number | null;
      deleted?: boolean;
    }>;
  },
): Promise<void> {
  for (const version of options.versions ?? []) {
    await insertProfileVersion(knex, { version });
  }
  for (const { revisions, ...cluster } of options.clusters ?? []) {
    const [{ cluster: identity, target, profiles }] = revisions;
    await knex<ClusterRow>('clusters').insert({
      uid: identity.uid,
      name: identity.name,
      live_name: cluster.deleted ? null : identity.name,
      owner_ref: identity.owner,
      target: target.name,
      provider: target.provider,
      region: target.region,
      stage: target.stage,
      desired_revision:
        cluster.desired === undefined ? revisions.length : cluster.desired,
      applied_revision: cluster.applied ?? null,
      last_revision: revisions.length,
      phase: 'ready',
      phase_reason: '',
      profile: profiles[0].name,
      profile_version: profiles[0].version,
      drift: 'InSync',
      follow: 'pinned',
      conditions: '[]',
      created_at: AT,
      updated_at: AT,
    });
    for (const [index, desired] of revisions.entries()) {
      await knex<RevisionRow>('revisions').insert({
        cluster_uid: identity.uid,
        number: index + 1,
        digest: 'digest',
        desired: JSON.stringify(desired),
        change_id: `change-${index + 1}`,
        created_at: AT,
        state: 'applied',
      });
    }
  }
}
