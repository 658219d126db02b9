import type {
  CreateRequest,
  DesiredState,
  ImportRequest,
  Target,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { refuse } from '../refuse';
import type { PlanningFacts } from '../types';

const DNS_LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** Name and place of a cluster that is new here. */
export function placeCluster(
  request: CreateRequest | ImportRequest,
  facts: PlanningFacts,
): { cluster: DesiredState['cluster']; target: Target } {
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
  return {
    cluster: {
      uid: facts.clusterUid,
      name: request.cluster,
      owner: request.owner,
      ...(request.description ? { description: request.description } : {}),
    },
    target: facts.target,
  };
}
