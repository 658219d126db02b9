import {
  count,
  described,
  flag,
  listOf,
  object,
  oneWordOf,
  pageOf,
  ref,
  text,
  texts,
  time,
} from '../shapes';
import { layerFields } from './commonSchemas';

const fields = {
  uid: text,
  name: text,
  owner: text,
  target: text,
  provider: text,
  region: text,
  stage: ref('Stage'),
  phase: ref('ClusterPhase'),
  phaseReason: text,
  profiles: listOf(ref('DesiredProfile')),
  behind: described(count, 'Newer published versions of the main profile.'),
  drift: ref('DriftState'),
  follow: ref('FollowPolicy'),
  paused: flag,
  protected: flag,
  createdAt: time,
  updatedAt: time,
};
const options = {
  description: text,
  latestVersion: text,
  kubernetesVersion: text,
  revision: described(count, 'Number of the desired revision.'),
  appliedRevision: described(count, 'The last that was proven.'),
  change: described(
    object({ id: text, kind: ref('ChangeKind'), state: ref('ChangeState') }),
    'The change under way or waiting.',
  ),
  observedAt: time,
};

/** Clusters as lists and pages show them. */
export const clusterSchemas = {
  ClusterPhase: oneWordOf(
    'requested',
    'provisioning',
    'ready',
    'updating',
    'degraded',
    'held',
    'paused',
    'deleting',
    'deleted',
    'unknown',
  ),
  Cluster: object(fields, options),
  ClusterPage: pageOf('Cluster'),
  ClusterLayer: object(
    { ...layerFields, profile: text, waitsFor: texts },
    { category: text, desiredVersion: text, observed: ref('ObservedLayer') },
  ),
  ClusterDetail: object(
    {
      ...fields,
      layers: listOf(ref('ClusterLayer')),
      conditions: listOf(ref('Condition')),
    },
    {
      ...options,
      desired: ref('DesiredState'),
      observed: ref('ObservedCluster'),
    },
  ),
  ClusterDrift: object(
    { cluster: text, layers: listOf(ref('ObservedLayer')) },
    { observedAt: time },
  ),
};
