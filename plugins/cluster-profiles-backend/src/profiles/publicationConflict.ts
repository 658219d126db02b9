import {
  versionDigest,
  type Finding,
  type ProfileChangeRequest,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { fileDigests } from './fileDigests';
import type { PublicationFacts } from './PublicationFacts';

/** Why a change of a profile version can never succeed as things stand; undefined when it can. Pure. */
export function publicationConflict(
  request: ProfileChangeRequest,
  facts: PublicationFacts,
): Finding | undefined {
  const { profile, version } = facts;
  const existing = facts.versions.find(known => known.version === version);
  if (request.kind === 'publish') {
    if (!existing || !facts.draft) {
      return undefined;
    }
    const { document, files } = facts.draft.bundle;
    return versionDigest(document, fileDigests(files)) === existing.digest
      ? {
          severity: 'block',
          code: 'version-already-published',
          path: '/spec/version',
          message:
            existing.state === 'withdrawn'
              ? `${profile} ${version} was published with exactly this content and is withdrawn since; raise the version`
              : `${profile} ${version} is already published with exactly this content; there is nothing to do`,
        }
      : {
          severity: 'block',
          code: 'version-content-differs',
          path: '/spec/version',
          message: `The content differs from published ${version}; raise the version`,
        };
  }
  if (!existing) {
    return {
      severity: 'block',
      code: 'version-unknown',
      path: '/version',
      message: `There is no published version ${version} of the profile '${profile}'`,
      remedy: 'Name a published version',
    };
  }
  if (request.kind === 'deprecate' && existing.state !== 'published') {
    return {
      severity: 'block',
      code: 'version-not-published',
      path: '/version',
      message: `${profile} ${version} is ${existing.state} already; only a published version can be deprecated`,
    };
  }
  if (existing.state === 'withdrawn') {
    return {
      severity: 'block',
      code: 'version-already-withdrawn',
      path: '/version',
      message: `${profile} ${version} is withdrawn already`,
    };
  }
  if (
    request.kind === 'withdraw' &&
    facts.usedBy.length > 0 &&
    !request.force
  ) {
    return {
      severity: 'block',
      code: 'version-in-use',
      path: '/version',
      message: `${profile} ${version} is in use by ${countClusters(facts.usedBy)}`,
      remedy: 'Upgrade these clusters first, or force it with a reason',
    };
  }
  return undefined;
}

/** How many clusters, and no names: not everybody who reads it may see each of them. */
export function countClusters(names: readonly unknown[]): string {
  return names.length === 1 ? '1 cluster' : `${names.length} clusters`;
}
