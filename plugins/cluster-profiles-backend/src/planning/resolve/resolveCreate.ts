import type { CreateRequest } from '@cluster-profiles/plugin-cluster-profiles-common';
import { refuse } from '../refuse';
import type { PlanningFacts, Resolved } from '../types';
import { snapshotTarget } from './checkTarget';
import { chooseVersion } from './chooseVersion';
import { expectType } from './chosenProfile';
import { validateParameters } from './parameterSchema';
import { settle } from './settle';
import type { ChosenProfile } from './types';

const DNS_LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

export function resolveCreate(
  request: CreateRequest,
  facts: PlanningFacts,
): Resolved {
  if (facts.base) {
    refuse('conflict', {
      code: 'cluster-exists',
      message: `Cluster "${request.cluster}" exists already.`,
      path: '/cluster',
      remedy: 'Choose another name.',
    });
  }
  if (!DNS_LABEL.test(request.cluster)) {
    refuse('input', {
      code: 'cluster-name-invalid',
      message: `"${request.cluster}" is not a DNS label.`,
      path: '/cluster',
      remedy:
        'Use at most 63 lower-case letters, digits and hyphens; begin and end with a letter or digit.',
    });
  }
  if (!facts.target) {
    refuse('not-found', {
      code: 'target-unknown',
      message: `There is no target "${request.target}".`,
      path: '/target',
      remedy: 'Choose one from the list of targets.',
    });
  }
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
      cluster: {
        uid: facts.clusterUid,
        name: request.cluster,
        owner: request.owner,
        ...(request.description ? { description: request.description } : {}),
      },
      profiles,
      poolOverrides: {},
      driftModes: request.driftModes ?? {},
      follow: request.follow ?? 'pinned',
      target: snapshotTarget(facts.target),
      paused: false,
      protected: false,
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
    parameters: CreateRequest['parameters'] = {},
  ): ChosenProfile {
    const path = role === 'main' ? '/profile' : parent;
    const version = chooseVersion({
      reference,
      versions: facts.versions,
      path,
      forNewUse: true,
    });
    expectType(version, role, path);
    return {
      version,
      parameters: validateParameters({
        version,
        parameters,
        path: `${parent}/parameters`,
      }),
    };
  }
}
