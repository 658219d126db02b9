import type {
  ProfileType,
  ProfileVersionState,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ProfileResource } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import type { InTransaction } from '../../changes/types';
import type { ProfileLabelRow } from '../../database/tables';

/** Narrows rows that have the columns which rules about profiles name. */
export type NarrowProfiles = (rows: Knex.QueryBuilder) => void;

/** What permissions look at in a version. Its labels are those of the profile. */
export interface VersionResource extends ProfileResource {
  type: ProfileType;
  version: string;
  state: ProfileVersionState;
}

type Row = Omit<VersionResource, 'owner' | 'labels'> & { owner_ref: string };

/** Profiles as their shown version says, of these names or of all. Reads no documents. */
export async function listProfileResources(
  knex: InTransaction,
  options: { names?: readonly string[] } = {},
): Promise<ProfileResource[]> {
  const { names } = options;
  const rows: Row[] = await shownVersions(knex)
    .modify(shown => {
      if (names) shown.whereIn('name', names);
    })
    .orderBy('name');
  return labelled(knex, rows);
}

/** Versions of these profiles. Reads no documents. */
export async function listVersionResources(
  knex: InTransaction,
  where: (versions: Knex.QueryBuilder) => void,
): Promise<VersionResource[]> {
  const rows: Row[] = await versions(knex).where(where);
  return labelled(knex, rows);
}

/** Names of the profiles that are left; for `whereIn`, or to be awaited with `pluck`. */
export function namesOfProfiles(
  knex: InTransaction,
  narrow: NarrowProfiles,
): Knex.QueryBuilder {
  return shownVersions(knex).where(narrow).clearSelect().select('name');
}

/** Leaves of rows with a profile and a version those whose profile and version are both left. */
export function narrowVersions(
  knex: InTransaction,
  rows: Knex.QueryBuilder,
  narrow: NarrowProfiles,
): void {
  rows.whereIn(
    ['profile', 'version'],
    versions(knex)
      .whereIn('name', namesOfProfiles(knex, narrow))
      .where(narrow)
      .clearSelect()
      .select('name', 'version'),
  );
}

function shownVersions(knex: InTransaction): Knex.QueryBuilder {
  return versions(knex).whereIn(
    ['name', 'version'],
    knex('profiles').select('name', 'shown_version'),
  );
}

function versions(knex: InTransaction): Knex.QueryBuilder {
  return knex
    .from(
      knex('profile_versions')
        .select({
          name: 'profile',
          version: 'version',
          state: 'state',
          owner_ref: 'owner_ref',
          type: 'type',
          lifecycle: 'lifecycle',
        })
        .as('listed'),
    )
    .select('name', 'version', 'state', 'owner_ref', 'type', 'lifecycle');
}

async function labelled(
  knex: InTransaction,
  rows: readonly Row[],
): Promise<VersionResource[]> {
  const labels = await labelsOfProfiles(knex, [
    ...new Set(rows.map(({ name }) => name)),
  ]);
  return rows.map(({ owner_ref: owner, ...row }) => ({
    ...row,
    owner,
    labels: labels.get(row.name) ?? {},
  }));
}

/** Of these profiles that have any. */
export async function labelsOfProfiles(
  knex: InTransaction,
  profiles: readonly string[],
): Promise<Map<string, Record<string, string>>> {
  const rows = await knex<ProfileLabelRow>('profile_labels').whereIn(
    'profile',
    profiles,
  );
  const labels = new Map<string, Record<string, string>>();
  for (const { profile, label, value } of rows) {
    labels.set(profile, { ...labels.get(profile), [label]: value });
  }
  return labels;
}
