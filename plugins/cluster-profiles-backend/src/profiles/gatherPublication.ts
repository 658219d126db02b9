import type { ProfileChangeRequest } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import type { ProfileRow } from '../database/tables';
import { checkProfile } from './checkProfile';
import { fileDigests } from './fileDigests';
import { listFollowers } from './operations/listFollowers';
import { listProfileVersions } from './operations/listProfileVersions';
import { listVersionUsers } from './operations/listVersionUsers';
import { parseBundle, type BundleLimits } from './parseBundle';
import { pinSources } from './pinSources';
import type { PublicationFacts } from './PublicationFacts';
import type { LayerRepositories } from './repositories/LayerRepositories';

/** Reads what a change of a profile version depends on. The request is as the intake returned it. */
export async function gatherPublication(
  request: ProfileChangeRequest,
  options: {
    knex: Knex;
    repositories: LayerRepositories;
    limits: BundleLimits;
  },
): Promise<PublicationFacts> {
  const { knex } = options;
  const draft =
    request.kind === 'publish'
      ? readDraft(request.bundle!, { ...options, origin: request.url })
      : undefined;
  const subject =
    request.kind === 'publish'
      ? {
          profile: draft!.bundle.document.metadata.name,
          version: draft!.bundle.document.spec.version,
        }
      : { profile: request.profile, version: request.version };
  const versions = await listProfileVersions(knex, {
    profiles: [subject.profile],
  });
  const row = await knex<ProfileRow>('profiles')
    .where({ name: subject.profile })
    .first();
  return {
    ...subject,
    ...(row
      ? { known: { owner: row.owner_ref, origin: row.origin ?? undefined } }
      : {}),
    versions,
    usedBy: await listVersionUsers(knex, subject),
    followers: draft ? await listFollowers(knex, { ...subject, versions }) : [],
    ...(draft ? { draft } : {}),
  };
}

function readDraft(
  content: Parameters<typeof parseBundle>[0],
  options: {
    repositories: LayerRepositories;
    limits: BundleLimits;
    origin?: string;
  },
): NonNullable<PublicationFacts['draft']> {
  const { repositories } = options;
  const bundle = parseBundle(content, options);
  const { document, files } = bundle;
  return {
    bundle,
    findings: checkProfile({
      document,
      files: new Set(files.keys()),
      repositories,
    }),
    sources: pinSources(document.spec.layers, {
      files: fileDigests(files),
      repositories,
    }).map(({ source }) => source),
  };
}
