import type { ProfileVersion } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ProfileVersionRow } from '../../database/tables';

type Long = 'document' | 'files' | 'sources';

/** A row as the model has it; what is null in the database is absent. */
export function readVersionRow(row: ProfileVersionRow): ProfileVersion {
  return {
    ...readListedVersion(row),
    document: JSON.parse(row.document),
    files: JSON.parse(row.files),
    sources: JSON.parse(row.sources),
  };
}

/** The same without what is long. */
export function readListedVersion(
  row: Omit<ProfileVersionRow, Long>,
): Omit<ProfileVersion, Long> {
  return {
    profile: row.profile,
    version: row.version,
    digest: row.digest,
    state: row.state,
    type: row.type,
    owner: row.owner_ref,
    lifecycle: row.lifecycle,
    authors: JSON.parse(row.authors),
    authorsKnown: Boolean(row.authors_known),
    approvers: JSON.parse(row.approvers),
    changeId: row.change_id,
    publishedAt: row.published_at,
    ...present({
      attestedBy: row.attested_by,
      title: row.title,
      description: row.description,
      kubernetesVersion: row.kubernetes_version,
      releaseNotes: row.release_notes,
      stateReason: row.state_reason,
      stateChangedAt: row.state_changed_at,
      endOfLife: row.end_of_life,
    }),
  };
}

function present<T extends object>(
  fields: T,
): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null),
  ) as { [K in keyof T]?: NonNullable<T[K]> };
}
