import {
  checkKubernetesMove,
  versionDigest,
  type Finding,
  type ProfileDocument,
  type ProfileVersion,
  type PublishRequest,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import semver from 'semver';
import { nameOf } from '../permissions/nameOf';
import type { PlanDraft } from '../planning/types';
import { diffVersions } from './diffVersions';
import { emptyPlan } from './emptyPlan';
import { fileDigests } from './fileDigests';
import { ownerRef } from './ownerRef';
import { placeOf } from './placeOf';
import { publicationConflict } from './publicationConflict';
import type { PublicationFacts } from './PublicationFacts';

/** The plan that publishes a bundle. Pure. */
export function decidePublish(
  request: PublishRequest,
  facts: PublicationFacts,
  options: { proposer: string },
): PlanDraft {
  const { bundle, sources } = facts.draft!;
  const { document, origin } = bundle;
  const files = fileDigests(bundle.files);
  const previous = newestBelow(facts.version, facts.versions);
  const { authorsKnown, ...authorship } = authorsOf(request, options.proposer);
  const ownerAfter = ownerRef(document) ?? document.spec.owner;
  const ownerBefore = ownerToAsk(facts, { owner: ownerAfter, origin });
  const conflict = publicationConflict(request, facts);
  return {
    ...emptyPlan(),
    publication: {
      profile: facts.profile,
      version: facts.version,
      digest: versionDigest(document, files),
      stateAfter: 'published',
      ...(previous ? { comparedWith: previous.version } : {}),
      document,
      files,
      sources,
      ...authorship,
      authorsKnown,
      ...(origin === undefined ? {} : { origin }),
      ...(ownerBefore === undefined ? {} : { ownerBefore }),
      ownerAfter,
      usedBy: facts.usedBy,
      followers: facts.followers,
    },
    ...diffVersions({ before: previous, after: { document, files, sources } }),
    kubernetesPath: previous
      ? kubernetesPath(previous.kubernetesVersion, document)
      : [],
    findings: [
      ...(conflict ? [conflict] : []),
      ...facts.draft!.findings,
      ...(authorsKnown ? [] : [unknownAuthors()]),
      ...(ownerBefore === undefined
        ? []
        : [belongsElsewhere(facts, ownerBefore)]),
    ],
  };
}

/** Version of Kubernetes that a document brings. */
export function kubernetesVersion(
  document: ProfileDocument,
): string | undefined {
  return document.spec.layers.find(layer => layer.kind === 'kubernetes')
    ?.version;
}

/** Empty when nothing moves or one of the two has no Kubernetes. */
function kubernetesPath(
  from: string | undefined,
  { spec }: ProfileDocument,
): string[] {
  const kubernetes = spec.layers.find(({ kind }) => kind === 'kubernetes');
  const { version: to, through } = kubernetes ?? {};
  return from === undefined || to === undefined
    ? []
    : checkKubernetesMove({ from, to, through }).path;
}

function newestBelow(
  version: string,
  versions: ProfileVersion[],
): ProfileVersion | undefined {
  return versions
    .filter(
      known =>
        known.state !== 'withdrawn' &&
        semver.valid(version) &&
        semver.lt(known.version, version),
    )
    .sort((a, b) => semver.rcompare(a.version, b.version))[0];
}

/**
 * The proposer always counts as an author. Who else wrote what stands at an address only CI can attest: what a person says of
 * others excludes them, and makes nobody known.
 */
function authorsOf(
  request: PublishRequest,
  proposer: string,
): { authors: string[]; authorsKnown: boolean; attestedBy?: string } {
  const named = request.authors ?? [];
  const authors = [...new Set([proposer, ...named])].sort();
  if (proposer.startsWith('user:')) {
    return { authors, authorsKnown: request.url === undefined };
  }
  const attests = named.length > 0;
  return {
    authors,
    authorsKnown: attests,
    ...(attests ? { attestedBy: proposer } : {}),
  };
}

/** The present owner, when the name would change hands or comes from another place. */
function ownerToAsk(
  { known }: PublicationFacts,
  next: { owner: string; origin?: string },
): string | undefined {
  return known &&
    (known.owner !== next.owner ||
      placeOf(known.origin) !== placeOf(next.origin))
    ? known.owner
    : undefined;
}

function unknownAuthors(): Finding {
  return {
    severity: 'warn',
    code: 'authors-unknown',
    path: '/authors',
    message:
      'Nobody attests who wrote the bundle, which costs one approval more',
    remedy: 'Let CI publish it with the authors of its commits',
  };
}

function belongsElsewhere(facts: PublicationFacts, owner: string): Finding {
  return {
    severity: 'warn',
    code: 'name-belongs-elsewhere',
    path: '/metadata/name',
    message: `The name '${facts.profile}' belongs to ${nameOf(owner)} and was first published from ${placeOf(facts.known?.origin)}`,
    remedy: `An approval of ${nameOf(owner)} is needed as well`,
  };
}
