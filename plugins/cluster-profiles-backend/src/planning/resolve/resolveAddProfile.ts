import type { AddProfileRequest } from '@cluster-profiles/plugin-cluster-profiles-common';
import { refuse } from '../refuse';
import type { BaseFacts, Resolved } from '../types';
import { intentOf } from './intentOf';
import { newProfile } from './newProfile';
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
  const added = newProfile({
    reference: request.profile,
    versions: facts.versions,
    role: 'add-on',
    parameters: request.parameters,
    path: '/profile',
    parametersPath: '/parameters',
  });
  return settle(
    { ...intent, profiles: [...intent.profiles, added] },
    { facts, newVersions: [added.version] },
  );
}
