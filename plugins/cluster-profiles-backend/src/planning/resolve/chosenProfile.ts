import type { ProfileVersion } from '@cluster-profiles/plugin-cluster-profiles-common';
import { refuse } from '../refuse';
import type { ChosenProfile, Intent } from './types';

/** The named profile of a cluster, the main one where none is named. */
export function chosenProfile(intent: Intent, name?: string): ChosenProfile {
  const found = intent.profiles.find(({ version }) =>
    name === undefined ? version.type !== 'add-on' : version.profile === name,
  );
  if (!found) {
    refuse('not-found', {
      code: 'profile-not-on-cluster',
      message:
        name === undefined
          ? `Cluster "${intent.cluster.name}" has no main profile.`
          : `Cluster "${intent.cluster.name}" does not run profile "${name}".`,
      path: '/profile',
      remedy: `It runs ${intent.profiles.map(({ version }) => version.profile).join(', ') || 'none'}${intent.observed ? '; it was imported, so its base is not ours to change' : ''}.`,
    });
  }
  return found;
}

/** The intent with one profile exchanged. */
export function withProfile(intent: Intent, chosen: ChosenProfile): Intent {
  return {
    ...intent,
    profiles: intent.profiles.map(profile =>
      profile.version.profile === chosen.version.profile ? chosen : profile,
    ),
  };
}

/** A main profile brings the core layers, an add-on profile never does. */
export function expectType(
  version: ProfileVersion,
  role: 'main' | 'add-on',
  path: string,
): void {
  if ((version.type === 'add-on') === (role === 'add-on')) {
    return;
  }
  refuse(
    'input',
    role === 'main'
      ? {
          code: 'profile-is-add-on',
          message: `${version.profile} ${version.version} is an add-on profile; a cluster needs an infrastructure or full-stack profile.`,
          path,
          remedy: 'Choose such a profile and add this one to it.',
        }
      : {
          code: 'profile-is-not-add-on',
          message: `${version.profile} ${version.version} is a ${version.type} profile; only add-on profiles can be added to a cluster.`,
          path,
          remedy: 'Choose an add-on profile.',
        },
  );
}
