import type { ProfileVersion } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { InTransaction } from '../../changes/types';
import type { ProfileVersionRow } from '../../database/tables';
import { readVersionRow } from './readVersionRow';

/** One version, whatever its state; undefined when it was never published. */
export async function getProfileVersion(
  knex: InTransaction,
  options: { profile: string; version: string },
): Promise<ProfileVersion | undefined> {
  const { profile, version } = options;
  const row = await knex<ProfileVersionRow>('profile_versions')
    .where({ profile, version })
    .first();
  return row && readVersionRow(row);
}

/** Some versions at once; those that were never published are left out. */
export async function getProfileVersions(
  knex: InTransaction,
  versions: ReadonlyArray<{ profile: string; version: string }>,
): Promise<ProfileVersion[]> {
  const rows = await knex<ProfileVersionRow>('profile_versions').whereIn(
    ['profile', 'version'],
    versions.map(({ profile, version }) => [profile, version]),
  );
  return rows.map(readVersionRow);
}
