import type { AdoptRequest } from '@cluster-profiles/plugin-cluster-profiles-common';
import { refuse } from '../refuse';
import type { BaseFacts, Resolved } from '../types';
import { intentOf } from './intentOf';
import { newProfile } from './newProfile';
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
  const added = newProfile({
    reference: request.profile,
    versions: facts.versions,
    role: 'main',
    parameters: request.parameters,
    path: '/profile',
    parametersPath: '/parameters',
  });
  return settle(
    {
      ...intent,
      profiles: [added, ...intent.profiles],
      follow: request.follow ?? intent.follow,
      driftModes: { ...intent.driftModes, ...request.driftModes },
      adopted: { source: String(observed.providerConfig?.source ?? name) },
    },
    { facts, newVersions: [added.version], driftModes: request.driftModes },
  );
}
