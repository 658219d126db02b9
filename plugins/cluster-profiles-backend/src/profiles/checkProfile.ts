import type { Finding } from '@cluster-profiles/plugin-cluster-profiles-common';
import { checkConstraints } from './rules/checkConstraints';
import { checkDependencies } from './rules/checkDependencies';
import { checkDrift } from './rules/checkDrift';
import { checkFiles } from './rules/checkFiles';
import { checkManifests } from './rules/checkManifests';
import { checkNames } from './rules/checkNames';
import { checkNodePools } from './rules/checkNodePools';
import { checkOwner } from './rules/checkOwner';
import { checkParameters } from './rules/checkParameters';
import { checkRepositories } from './rules/checkRepositories';
import { checkSecrets } from './rules/checkSecrets';
import { checkStack } from './rules/checkStack';
import { checkSubstitutions } from './rules/checkSubstitutions';
import { checkValues } from './rules/checkValues';
import { checkVersions } from './rules/checkVersions';
import type { CheckedProfile, ProfileRule } from './rules/ProfileRule';

const RULES: ProfileRule[] = [
  checkVersions,
  checkOwner,
  checkStack,
  checkNames,
  checkDependencies,
  checkConstraints,
  checkRepositories,
  checkParameters,
  checkNodePools,
  checkDrift,
];

/** What a catalog entity does not tell: it holds neither values nor files. */
const BUNDLE_RULES: ProfileRule[] = [
  checkValues,
  checkSecrets,
  checkSubstitutions,
  checkFiles,
  checkManifests,
];

/** All that a schema of the kind cannot say, each with the JSON pointer of its field. Pure. */
export function checkProfile(profile: CheckedProfile): Finding[] {
  return [...RULES, ...BUNDLE_RULES].flatMap(rule => rule(profile));
}

/** The same for a draft as the catalog holds it; the rest is checked at publication. Pure. */
export function checkCatalogDraft(
  profile: Omit<CheckedProfile, 'files'>,
): Finding[] {
  return RULES.flatMap(rule => rule({ ...profile, files: new Set() }));
}
