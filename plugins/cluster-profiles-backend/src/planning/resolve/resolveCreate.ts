import type { CreateRequest } from '@cluster-profiles/plugin-cluster-profiles-common';
import { refuse } from '../refuse';
import type { PlanningFacts, Resolved } from '../types';
import { snapshotTarget } from './checkTarget';
import { newProfile } from './newProfile';
import { placeCluster } from './placeCluster';
import { settle } from './settle';
import type { ChosenProfile } from './types';

export function resolveCreate(
  request: CreateRequest,
  facts: PlanningFacts,
): Resolved {
  const { cluster, target } = placeCluster(request, facts);
  const main = choose(request.profile, 'main', '', request.parameters);
  const addOns = (request.addOnProfiles ?? []).map((addOn, index) =>
    choose(addOn, 'add-on', `/addOnProfiles/${index}`, addOn.parameters),
  );
  const profiles = [main, ...addOns];
  addOns.forEach(({ version }, index) => {
    if (addOns.findIndex(a => a.version.profile === version.profile) < index) {
      refuse('input', {
        code: 'profile-twice',
        message: `Profile "${version.profile}" is named twice.`,
        path: `/addOnProfiles/${index}`,
        remedy: 'Name it once.',
      });
    }
  });
  return settle(
    {
      cluster,
      profiles,
      poolOverrides: {},
      driftModes: request.driftModes ?? {},
      follow: request.follow ?? 'pinned',
      target: snapshotTarget(target),
      paused: false,
      protected: false,
      ...(request.endsOn ? { endsOn: request.endsOn } : {}),
      findings: [],
    },
    {
      facts,
      newVersions: profiles.map(({ version }) => version),
      arrives: true,
      driftModes: request.driftModes,
    },
  );

  function choose(
    reference: CreateRequest['profile'],
    role: 'main' | 'add-on',
    parent: string,
    parameters?: CreateRequest['parameters'],
  ): ChosenProfile {
    const path = role === 'main' ? '/profile' : parent;
    return newProfile({
      reference,
      versions: facts.versions,
      role,
      parameters,
      path,
      parametersPath: `${parent}/parameters`,
    });
  }
}
