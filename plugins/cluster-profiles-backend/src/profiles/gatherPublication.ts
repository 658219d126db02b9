import type {
  PinnedSource,
  ProfileChangeRequest,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import type { ProfileRow } from '../database/tables';
import { pinCharts } from '../sources/pinCharts';
import { checkManifestFiles } from './checkManifestFiles';
import { checkProfile } from './checkProfile';
import { fileDigests } from './fileDigests';
import { listFollowers } from './operations/listFollowers';
import { listProfileVersions } from './operations/listProfileVersions';
import { listVersionUsers } from './operations/listVersionUsers';
import { parseBundle, type BundleLimits } from './parseBundle';
import { pinSources } from './pinSources';
import type { PublicationFacts } from './PublicationFacts';
import type { LayerRepositories } from './repositories/LayerRepositories';

/** Reads what a change of a profile version depends on. The request is as the intake returned it. Charts are pinned only with `pin`. */
export async function gatherPublication(
  request: ProfileChangeRequest,
  options: {
    knex: Knex;
    repositories: LayerRepositories;
    limits: BundleLimits;
    /** What the change has pinned already. */
    pin?: { pinned?: readonly PinnedSource[]; signal?: AbortSignal };
  },
): Promise<PublicationFacts> {
  const { knex } = options;
  const draft =
    request.kind === 'publish'
      ? await readDraft(request.bundle!, { ...options, origin: request.url })
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

async function readDraft(
  content: Parameters<typeof parseBundle>[0],
  options: Parameters<typeof gatherPublication>[1] & { origin?: string },
): Promise<NonNullable<PublicationFacts['draft']>> {
  const { repositories, pin } = options;
  const bundle = parseBundle(content, options);
  const { document, files } = bundle;
  const findings = [
    ...checkProfile({
      document,
      files: new Set(files.keys()),
      repositories,
    }),
    ...(await checkManifestFiles({ document, files })),
  ];
  const charts = pin
    ? await pinCharts({
        ...options,
        ...pin,
        document,
        blocked: new Set(
          findings.flatMap(({ severity, layer }) =>
            severity === 'block' && layer !== undefined ? [layer] : [],
          ),
        ),
      })
    : { sources: [], findings: [] };
  const sources = [
    ...pinSources(document.spec.layers, {
      files: fileDigests(files),
      repositories,
    }).map(({ source }) => source),
    ...charts.sources,
  ];
  return {
    bundle,
    findings: [...findings, ...charts.findings],
    sources: document.spec.layers.flatMap(({ name }) =>
      sources.filter(({ layer }) => layer === name),
    ),
  };
}
