import type { AddProfileRequest } from '@cluster-profiles/plugin-cluster-profiles-common';
import { refuse } from '../refuse';
import type { BaseFacts, Resolved } from '../types';
import { chooseVersion } from './chooseVersion';
import { expectType } from './chosenProfile';
import { intentOf } from './intentOf';
import { validateParameters } from './parameterSchema';
import { settle } from './settle';

export function resolveAddProfile(
  request: AddProfileRequest,
  facts: BaseFacts,
): Resolved {
  const intent = intentOf(facts.base.desired, facts.versions);
  const present = intent.profiles.find(
    ({ version }) => version.profile === request.profile.name,
  );
  if (present) {
    refuse('conflict', {
      code: 'profile-on-cluster',
      message: `Cluster "${intent.cluster.name}" runs ${present.version.profile} ${present.version.version} already.`,
      path: '/profile/name',
      remedy: 'Upgrade it instead.',
    });
  }
  const version = chooseVersion({
    reference: request.profile,
    versions: facts.versions,
    path: '/profile',
    forNewUse: true,
  });
  expectType(version, 'add-on', '/profile');
  const parameters = validateParameters({
    version,
    parameters: request.parameters ?? {},
    path: '/parameters',
  });
  return settle(
    { ...intent, profiles: [...intent.profiles, { version, parameters }] },
    { facts, newVersions: [version] },
  );
}
