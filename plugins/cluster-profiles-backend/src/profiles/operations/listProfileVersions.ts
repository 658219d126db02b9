import type { ProfileVersion } from '@cluster-profiles/plugin-cluster-profiles-common';
import semver from 'semver';
import type { InTransaction } from '../../changes/types';
import type { ProfileVersionRow } from '../../database/tables';
import { readVersionRow } from './readVersionRow';

/** All versions in whatever state, by profile, newest first; of some profiles only where they are named. */
export async function listProfileVersions(
  knex: InTransaction,
  options: { profiles?: string[] } = {},
): Promise<ProfileVersion[]> {
  const query = knex<ProfileVersionRow>('profile_versions').orderBy('profile');
  const rows = await (options.profiles
    ? query.whereIn('profile', options.profiles)
    : query);
  return rows
    .map(readVersionRow)
    .sort((a, b) =>
      a.profile === b.profile
        ? semver.rcompare(a.version, b.version)
        : Number(a.profile > b.profile) * 2 - 1,
    );
}
