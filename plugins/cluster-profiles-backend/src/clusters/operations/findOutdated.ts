import { upgradeCandidates } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import type { ProfileVersionRow } from '../../database/tables';
import type { ProfileAtVersion } from './filterClusters';

/** Versions of profiles of which a newer one is published. */
export async function findOutdated(knex: Knex): Promise<ProfileAtVersion[]> {
  const rows: Array<Pick<ProfileVersionRow, 'profile' | 'version' | 'state'>> =
    await knex<ProfileVersionRow>('profile_versions').select(
      'profile',
      'version',
      'state',
    );
  return [...new Set(rows.map(({ profile }) => profile))].flatMap(profile => {
    const versions = rows.filter(row => row.profile === profile);
    return versions
      .filter(
        ({ version }) =>
          upgradeCandidates({ current: version, versions }).length > 0,
      )
      .map(({ version }) => ({ profile, version }));
  });
}
