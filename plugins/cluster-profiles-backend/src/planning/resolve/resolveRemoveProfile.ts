import type { RemoveProfileRequest } from '@cluster-profiles/plugin-cluster-profiles-common';
import { refuse } from '../refuse';
import type { BaseFacts, Resolved } from '../types';
import { chosenProfile } from './chosenProfile';
import { intentOf } from './intentOf';
import { settle } from './settle';

export function resolveRemoveProfile(
  request: RemoveProfileRequest,
  facts: BaseFacts,
): Resolved {
  const intent = intentOf(facts.base.desired, facts.versions);
  const removed = chosenProfile(intent, request.profile);
  if (removed.version.type !== 'add-on') {
    refuse('input', {
      code: 'profile-is-main',
      message: `"${request.profile}" is the main profile of cluster "${intent.cluster.name}".`,
      path: '/profile',
      remedy: 'Upgrade it, or delete the cluster.',
    });
  }
  return settle(
    {
      ...intent,
      profiles: intent.profiles.filter(profile => profile !== removed),
    },
    { facts },
  );
}
