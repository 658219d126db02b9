import type { AdoptRequest } from '@cluster-profiles/plugin-cluster-profiles-common';
import { refuse } from '../refuse';
import type { BaseFacts, Resolved } from '../types';
import { chooseVersion } from './chooseVersion';
import { expectType } from './chosenProfile';
import { intentOf } from './intentOf';
import { validateParameters } from './parameterSchema';
import { settle } from './settle';

/** An imported cluster gets a main profile: from then on it is ours, under the name that it has where it runs. */
export function resolveAdopt(
  request: AdoptRequest,
  facts: BaseFacts,
): Resolved {
  const { observed, ...intent } = intentOf(facts.base.desired, facts.versions);
  const { name } = intent.cluster;
  if (!observed) {
    refuse('conflict', {
      code: 'cluster-not-imported',
      message: `Cluster "${name}" is made from a profile already; only imported clusters are adopted.`,
      path: '/cluster',
      remedy: 'Upgrade it instead.',
    });
  }
  const version = chooseVersion({
    reference: request.profile,
    versions: facts.versions,
    path: '/profile',
    forNewUse: true,
  });
  expectType(version, 'main', '/profile');
  const parameters = validateParameters({
    version,
    parameters: request.parameters ?? {},
    path: '/parameters',
  });
  return settle(
    {
      ...intent,
      profiles: [{ version, parameters }, ...intent.profiles],
      follow: request.follow ?? intent.follow,
      driftModes: { ...intent.driftModes, ...request.driftModes },
      adopted: { source: String(observed.providerConfig?.source ?? name) },
    },
    { facts, newVersions: [version], driftModes: request.driftModes },
  );
}
