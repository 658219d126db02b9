import type { ImportRequest } from '@cluster-profiles/plugin-cluster-profiles-common';
import { refuse } from '../refuse';
import type { PlanningFacts, Resolved } from '../types';
import { snapshotTarget } from './checkTarget';
import { placeCluster } from './placeCluster';
import { settle } from './settle';

/** A cluster that exists already: nothing of its base is desired, so that nothing of it is ever written. */
export function resolveImport(
  request: ImportRequest,
  facts: PlanningFacts,
): Resolved {
  const { cluster, target } = placeCluster(request, facts);
  const source = request.source ?? request.cluster;
  if (facts.importedAs) {
    refuse('conflict', {
      code: 'cluster-imported-already',
      message: `"${source}" of target "${target.name}" is here already, as cluster "${facts.importedAs}".`,
      path: '/source',
      remedy:
        'Import another one, or delete that one here first: it is only forgotten.',
    });
  }
  return settle(
    {
      cluster,
      profiles: [],
      observed: {
        nodePools: { controlPlane: { replicas: 0 }, workers: [] },
        providerConfig: { source },
      },
      poolOverrides: {},
      driftModes: {},
      follow: 'pinned',
      target: snapshotTarget(target),
      paused: false,
      protected: false,
      findings: [],
    },
    { facts, arrives: true },
  );
}
