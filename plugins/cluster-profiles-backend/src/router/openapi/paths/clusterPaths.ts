import type { JsonObject } from '@backstage/types';
import { CLUSTER_SORT_FIELDS } from '@cluster-profiles/plugin-cluster-profiles-common';
import { inPath, inQuery, operation, paging } from '../operation';
import { flag, listOf, oneWordOf, ref, text, texts } from '../shapes';

const name = inPath('name', 'Name of the cluster');

export const clusterPaths: Record<string, JsonObject> = {
  '/clusters': {
    get: operation({
      id: 'listClusters',
      summary: 'A page of clusters',
      tag: 'clusters',
      description:
        'All filters must hold; several values of one are alternatives.',
      parameters: [
        ...paging,
        inQuery(
          'search',
          { ...text, maxLength: 63 },
          { description: 'Part of the name' },
        ),
        inQuery('owner', texts),
        inQuery('target', texts),
        inQuery('stage', listOf(ref('Stage'))),
        inQuery('phase', listOf(ref('ClusterPhase'))),
        inQuery('profile', texts),
        inQuery('version', texts),
        inQuery('drift', listOf(ref('DriftState'))),
        inQuery('layer', texts, {
          description:
            'Layers in the desired state or in what was proven last: `name`, or `name@version`; the name of the layer or of its chart, image or path',
        }),
        inQuery('withIssues', flag, {
          description:
            'Only those that are degraded, held, unknown or drifted, or in trouble on the way to another revision',
        }),
        inQuery('behind', flag, {
          description:
            'Only those whose main profile has a newer published version',
        }),
        inQuery('unsupported', flag, {
          description:
            'Only those on Kubernetes that upstream supports no more',
        }),
        inQuery('includeDeleted', flag),
        inQuery('sort', oneWordOf(...CLUSTER_SORT_FIELDS)),
        inQuery('order', oneWordOf('asc', 'desc')),
      ],
      answer: ref('ClusterPage'),
    }),
  },
  '/fleet': {
    get: operation({
      id: 'getFleet',
      summary: 'The clusters that the caller may see, counted',
      tag: 'clusters',
      answer: ref('FleetSummary'),
    }),
  },
  '/clusters/{name}': {
    get: operation({
      id: 'getCluster',
      summary: 'Desired and observed, layer by layer',
      tag: 'clusters',
      parameters: [name],
      answer: ref('ClusterDetail'),
    }),
  },
  '/clusters/{name}/layers': {
    get: operation({
      id: 'listClusterLayers',
      summary: 'Its layers alone',
      tag: 'clusters',
      parameters: [name],
      answer: listOf(ref('ClusterLayer')),
    }),
  },
  '/clusters/{name}/revisions': {
    get: operation({
      id: 'listRevisions',
      summary: 'Its desired states, newest first',
      tag: 'clusters',
      parameters: [name],
      answer: listOf(ref('Revision')),
    }),
  },
  '/clusters/{name}/drift': {
    get: operation({
      id: 'getDrift',
      summary: 'Where it differs from what is desired, now and before',
      tag: 'clusters',
      parameters: [name],
      answer: ref('ClusterDrift'),
    }),
  },
  '/clusters/{name}/drift/{finding}/adoption': {
    get: operation({
      id: 'getDriftAdoption',
      summary: 'The change that makes what was found the desired value',
      description:
        'As `adopt` of the finding tells; where that is `traceable`, the chart of the layer is rendered with each value that could set the fields, which may take seconds.',
      tag: 'clusters',
      parameters: [name, inPath('finding', 'Id of the finding')],
      answer: ref('DriftAdoption'),
    }),
  },
  '/clusters/{name}/drift/correct': {
    post: operation({
      id: 'correctDrift',
      summary: 'Asks for a layer to be brought back to what is desired',
      description:
        'Whoever may propose changes of the cluster may ask for it. What is undone is recorded before it is.',
      tag: 'clusters',
      parameters: [name],
      body: ref('CorrectDriftRequest'),
      status: 202,
      answer: ref('ClusterDrift'),
    }),
  },
  '/profiles/{name}/drift': {
    get: operation({
      id: 'getProfileDrift',
      summary: 'How many clusters of a profile drift, and in which layer',
      tag: 'clusters',
      parameters: [inPath('name', 'Name of the profile')],
      answer: ref('ProfileDrift'),
    }),
  },
  '/clusters/{name}/access': {
    get: operation({
      id: 'getAccessOffer',
      summary: 'Which credentials the caller may ask for',
      tag: 'clusters',
      parameters: [name],
      answer: ref('AccessOffer'),
    }),
    post: operation({
      id: 'requestAccess',
      summary: 'Credentials that end by themselves',
      description:
        "Takes a user's own sign-in only. The answer is kept nowhere; that it was given is recorded.",
      tag: 'clusters',
      parameters: [name],
      body: ref('AccessRequest'),
      status: 201,
      answer: ref('ClusterAccess'),
    }),
  },
  '/clusters/{name}/export': {
    get: operation({
      id: 'exportCluster',
      summary: 'Its desired state as YAML',
      tag: 'clusters',
      parameters: [name],
      type: 'application/yaml',
      answer: text,
    }),
  },
  '/clusters/{name}/evidence': {
    get: operation({
      id: 'getEvidence',
      summary:
        'What proves each of its revisions, for the verifier, JSON Lines',
      tag: 'clusters',
      description:
        'By name, or by UID of a cluster that is gone. For those who may read all the profiles that it has had.',
      parameters: [name],
      type: 'application/jsonl',
      answer: text,
    }),
  },
  '/providers': {
    get: operation({
      id: 'listProviders',
      summary: 'How fresh is what each provider tells about its clusters',
      tag: 'clusters',
      description:
        'As far as the caller may see the clusters. No provider is asked for it.',
      answer: listOf(ref('ProviderStatus')),
    }),
  },
  '/cluster-names/{name}': {
    get: operation({
      id: 'checkClusterName',
      summary: 'Whether a name is free, and why not',
      tag: 'clusters',
      parameters: [inPath('name', 'The name')],
      answer: ref('NameAvailability'),
    }),
  },
};
