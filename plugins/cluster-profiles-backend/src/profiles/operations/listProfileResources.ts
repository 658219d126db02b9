import { upgradeCandidates } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ProfileResource } from '@cluster-profiles/plugin-cluster-profiles-node';
import semver from 'semver';
import type { InTransaction } from '../../changes/types';
import type { ProfileVersionRow } from '../../database/tables';

type Row = Pick<
  ProfileVersionRow,
  'profile' | 'version' | 'state' | 'owner_ref' | 'type' | 'lifecycle'
>;

/** What permissions look at, of every profile: as its newest usable version says. Reads no documents. */
export async function listProfileResources(
  knex: InTransaction,
): Promise<ProfileResource[]> {
  const rows: Row[] = await knex<ProfileVersionRow>('profile_versions').select(
    'profile',
    'version',
    'state',
    'owner_ref',
    'type',
    'lifecycle',
  );
  const byName = new Map<string, Row[]>();
  for (const row of rows) {
    byName.set(row.profile, [...(byName.get(row.profile) ?? []), row]);
  }
  return [...byName.values()].map(versions => {
    const [latest] = upgradeCandidates({ versions });
    const [newest] = versions.sort((a, b) =>
      semver.rcompare(a.version, b.version),
    );
    const shown = versions.find(({ version }) => version === latest) ?? newest;
    return {
      name: shown.profile,
      owner: shown.owner_ref,
      type: shown.type,
      lifecycle: shown.lifecycle,
    };
  });
}
