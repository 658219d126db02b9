import type { Finding } from '@cluster-profiles/plugin-cluster-profiles-common';
import { checkConstraints } from './rules/checkConstraints';
import { checkDependencies } from './rules/checkDependencies';
import { checkFiles } from './rules/checkFiles';
import { checkNames } from './rules/checkNames';
import { checkNodePools } from './rules/checkNodePools';
import { checkOwner } from './rules/checkOwner';
import { checkParameters } from './rules/checkParameters';
import { checkRepositories } from './rules/checkRepositories';
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
  checkValues,
  checkSubstitutions,
  checkFiles,
];

/** All that a schema of the kind cannot say, each with the JSON pointer of its field. Pure. */
export function checkProfile(profile: CheckedProfile): Finding[] {
  return RULES.flatMap(rule => rule(profile));
}
