import type {
  ProfileVersion,
  ProfileVersionSummary,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import semver from 'semver';
import type { InTransaction } from '../../changes/types';
import type {
  ProfileVersionLayerRow,
  ProfileVersionRow,
} from '../../database/tables';
import { narrowVersions, type NarrowProfiles } from './listProfileResources';
import { readListedVersion } from './readVersionRow';

const COLUMNS = [
  'profile',
  'version',
  'digest',
  'state',
  'type',
  'title',
  'description',
  'owner_ref',
  'lifecycle',
  'kubernetes_version',
  'release_notes',
  'authors',
  'authors_known',
  'attested_by',
  'approvers',
  'change_id',
  'published_at',
  'state_reason',
  'state_changed_at',
  'end_of_life',
] as const satisfies Array<keyof ProfileVersionRow>;

/** A version as lists have it: its layers, but neither values nor files. */
export type ListedVersion = Omit<
  ProfileVersion,
  'document' | 'files' | 'sources'
> &
  Pick<ProfileVersionSummary, 'layers'>;

/**
 * Versions in whatever state by profile, newest first; of one profile only where it is named, and of what `readable` leaves.
 * Reads no documents.
 */
export async function listVersionSummaries(
  knex: InTransaction,
  options: { profile?: string; readable?: NarrowProfiles } = {},
): Promise<ListedVersion[]> {
  const { profile, readable } = options;
  const narrowed = profile === undefined ? {} : { profile };
  const rows: ProfileVersionRow[] = await knex<ProfileVersionRow>(
    'profile_versions',
  )
    .where(narrowed)
    .modify(versions => {
      if (readable) narrowVersions(knex, versions, readable);
    })
    .select(COLUMNS);
  const layers = await layersByVersion(knex, narrowed);
  return rows
    .map(row => ({
      ...readListedVersion(row),
      layers: layers.get(keyOf(row)) ?? [],
    }))
    .sort((a, b) =>
      a.profile === b.profile
        ? semver.rcompare(a.version, b.version)
        : Number(a.profile > b.profile) * 2 - 1,
    );
}

async function layersByVersion(
  knex: InTransaction,
  narrowed: { profile?: string },
): Promise<Map<string, ListedVersion['layers']>> {
  const rows = await knex<ProfileVersionLayerRow>('profile_version_layers')
    .where(narrowed)
    .orderBy('position')
    .select('profile', 'version', 'name', 'kind', 'category', 'layer_version');
  const layers = new Map<string, ListedVersion['layers']>();
  for (const row of rows) {
    const { name, kind, category, layer_version: version } = row;
    const key = keyOf(row);
    const known = layers.get(key) ?? [];
    layers.set(key, known);
    known.push({
      name,
      kind: kind as ListedVersion['layers'][number]['kind'],
      ...(category === null ? {} : { category }),
      version,
    });
  }
  return layers;
}

function keyOf(row: { profile: string; version: string }): string {
  return `${row.profile}@${row.version}`;
}
