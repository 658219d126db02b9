import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import type {
  LayerSource,
  ProfileVersion,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { InTransaction } from '../../changes/types';
import { nameOf } from '../../permissions/nameOf';
import { placeOf } from '../placeOf';
import type {
  ProfileRow,
  ProfileVersionLayerRow,
  ProfileVersionRow,
} from '../../database/tables';
import { refreshShown } from './refreshShown';

/** Writes a new version with its layers, and its profile with the first one or when it changes hands. */
export async function insertProfileVersion(
  tx: InTransaction,
  options: {
    version: ProfileVersion;
    /** Place that the bundle came from. */
    origin?: string;
    /** The name changes hands, as its old owner has approved. */
    handOver?: boolean;
  },
): Promise<void> {
  const { version, origin, handOver } = options;
  const profile = tx<ProfileRow>('profiles')
    .insert({
      name: version.profile,
      origin: origin ?? null,
      owner_ref: version.owner,
      created_at: version.publishedAt,
      shown_version: null,
    })
    .onConflict('name');
  await (handOver ? profile.merge(['origin', 'owner_ref']) : profile.ignore());
  const { owner_ref: owner, origin: place } = (await tx<ProfileRow>('profiles')
    .where({ name: version.profile })
    .first())!;
  if (owner !== version.owner || placeOf(place) !== placeOf(origin)) {
    throw new ConflictError(
      `The name '${version.profile}' was taken by ${nameOf(owner)} meanwhile; plan again`,
    );
  }
  try {
    await tx<ProfileVersionRow>('profile_versions').insert(toRow(version));
  } catch (error) {
    if (isDatabaseConflictError(error)) {
      throw new ConflictError(
        `${version.profile} ${version.version} was published meanwhile; raise the version`,
      );
    }
    throw error;
  }
  await tx<ProfileVersionLayerRow>('profile_version_layers').insert(
    version.document.spec.layers.map((layer, position) => ({
      profile: version.profile,
      version: version.version,
      name: layer.name,
      kind: layer.kind,
      category: layer.category ?? null,
      layer_version: layer.version,
      repository: layer.source?.repository ?? null,
      component: componentOf(layer.source),
      position,
    })),
  );
  await refreshShown(tx, version.profile);
}

/** What the world calls the layer, whatever its author does. */
function componentOf(source: LayerSource | undefined): string | null {
  return source?.chart ?? source?.image ?? source?.path ?? null;
}

function toRow(version: ProfileVersion): ProfileVersionRow {
  return {
    profile: version.profile,
    version: version.version,
    digest: version.digest,
    state: version.state,
    type: version.type,
    title: version.title ?? null,
    description: version.description ?? null,
    owner_ref: version.owner,
    lifecycle: version.lifecycle,
    kubernetes_version: version.kubernetesVersion ?? null,
    release_notes: version.releaseNotes ?? null,
    document: JSON.stringify(version.document),
    files: JSON.stringify(version.files),
    sources: JSON.stringify(version.sources),
    authors: JSON.stringify(version.authors),
    authors_known: version.authorsKnown,
    attested_by: version.attestedBy ?? null,
    approvers: JSON.stringify(version.approvers),
    change_id: version.changeId,
    published_at: version.publishedAt,
    state_reason: version.stateReason ?? null,
    state_changed_at: version.stateChangedAt ?? null,
    end_of_life: version.endOfLife ?? null,
  };
}
