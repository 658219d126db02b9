import {
  ACCESS_ROLES,
  EXISTING_CLUSTER_KINDS,
  MAX_ACCESS_HOURS,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  anyObject,
  count,
  date,
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
import { optionalOfOverrides, overrideFields } from './desiredSchemas';

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
  hasIssue: described(
    flag,
    'Degraded, held, unknown or drifted, or in trouble on the way to another revision.',
  ),
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
  kubernetesEndOfLife: described(
    date,
    'Day (YYYY-MM-DD) on which upstream support of its minor version ends.',
  ),
  revision: described(count, 'Number of the desired revision.'),
  appliedRevision: described(count, 'The last that was proven.'),
  change: described(
    object({ id: text, kind: ref('ChangeKind'), state: ref('ChangeState') }),
    'The change under way or waiting.',
  ),
  observedAt: time,
  driftedLayers: described(texts, 'Layers that differ from what is desired.'),
  endsOn: described(
    date,
    'Last day, in UTC; once it is over, its deletion is proposed.',
  ),
  overridesExpireAt: described(
    time,
    'When the first override ends; absent where nothing is overridden.',
  ),
};

const changeInBrief = object({ id: text, state: ref('ChangeState') });

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
  ClusterOverride: object(overrideFields, {
    ...optionalOfOverrides,
    setBy: described(changeInBrief, 'The change that set it.'),
    endedBy: described(
      changeInBrief,
      'The change under way that gives the value back to the profile.',
    ),
  }),
  ClusterLayer: object(
    { ...layerFields, profile: text, waitsFor: texts },
    { category: text, desiredVersion: text, observed: ref('ObservedLayer') },
  ),
  ClusterDetail: object(
    {
      ...fields,
      layers: listOf(ref('ClusterLayer')),
      conditions: listOf(ref('Condition')),
      permitted: described(
        object(
          Object.fromEntries(
            EXISTING_CLUSTER_KINDS.map(kind => [kind, ref('Permitted')]),
          ),
        ),
        'Whether you may propose each kind of change, and why not.',
      ),
    },
    {
      forceDelete: described(
        ref('Permitted'),
        'Whether you may end its deletion by force; present where that does not come to an end.',
      ),
      ...options,
      desired: ref('DesiredState'),
      overrides: described(
        listOf(ref('ClusterOverride')),
        'Those of the desired state, with the changes behind them.',
      ),
      observed: ref('ObservedCluster'),
    },
  ),
  FleetSummary: object({
    total: count,
    withIssues: described(count, 'What `withIssues` finds.'),
    unknown: described(count, 'Whose provider does not answer.'),
    drifted: count,
    behind: described(count, 'What `behind` finds.'),
    unsupported: described(count, 'What `unsupported` finds.'),
    changing: described(count, 'Provisioning, updating or being deleted.'),
  }),
  ProviderStatus: object(
    {
      name: text,
      targets: texts,
      clusters: described(count, 'That the caller may see.'),
      unanswered: described(
        count,
        'Of those, how many it did not answer for when it was asked last.',
      ),
      state: oneWordOf('fresh', 'stale', 'unreachable', 'idle'),
      troubles: described(
        listOf(
          object(
            { target: text, message: text },
            {
              lastSeenAt: described(time, 'When the target was last heard of.'),
            },
          ),
        ),
        'Targets from which news comes late, because they cannot be watched now.',
      ),
    },
    {
      answeredAt: described(time, 'When it last answered.'),
      message: described(text, 'Why it does not answer.'),
      import: described(
        ref('Permitted'),
        'Whether you may import clusters from one of its targets; absent where it cannot import.',
      ),
    },
  ),
  AccessRole: oneWordOf(...ACCESS_ROLES),
  AccessOffer: object(
    { roles: listOf(ref('AccessRole')) },
    {
      reason: described(text, 'Why there is none.'),
      byApproval: described(
        listOf(ref('AccessRole')),
        'Those of the roles that a policy wants approved first.',
      ),
      granted: described(
        listOf(object({ change: text, role: ref('AccessRole'), until: time })),
        'What you were granted and has not ended; it covers lesser roles, too.',
      ),
      pending: described(
        listOf(
          object(
            {
              change: text,
              role: ref('AccessRole'),
              hours: count,
              state: oneWordOf('planning', 'awaiting-approval', 'stale'),
            },
            { stateReason: text },
          ),
        ),
        'What you asked for and nobody has decided yet.',
      ),
    },
  ),
  AccessRequest: {
    ...object(
      { role: ref('AccessRole') },
      {
        hours: {
          type: 'integer',
          minimum: 1,
          maximum: MAX_ACCESS_HOURS,
          default: 1,
        },
      },
    ),
    additionalProperties: false,
  },
  ClusterAccess: object({
    cluster: text,
    role: ref('AccessRole'),
    expiresAt: time,
    kubeconfig: described(text, 'YAML.'),
  }),
  ClusterDrift: object(
    {
      cluster: text,
      layers: listOf(ref('ObservedLayer')),
      findings: described(
        listOf(ref('DriftFinding')),
        'Open ones first, then the last 100 that have ended.',
      ),
      exceptions: listOf(
        object({
          layer: text,
          object: text,
          path: text,
          reason: text,
          until: time,
          of: oneWordOf('cluster', 'profile'),
        }),
      ),
    },
    { observedAt: time },
  ),
  DriftFinding: object(
    {
      id: text,
      layer: text,
      object: described(text, 'Such as `Deployment ingress/controller`.'),
      openedAt: time,
      changedAt: time,
      differences: listOf(ref('ObjectDifference')),
      corrections: described(count, 'How often one was triggered.'),
    },
    {
      closedAt: time,
      outcome: oneWordOf('corrected', 'gone', 'ignored', 'replaced'),
      correctedAt: time,
      correctionBy: described(
        text,
        'Who asked for a correction; absent where the drift mode did.',
      ),
      actions: described(
        object({
          correct: ref('Permitted'),
          adopt: ref('DriftAdoption'),
          ignore: ref('Permitted'),
        }),
        'What you may do about it, while it is open.',
      ),
    },
  ),
  DriftAdoption: object(
    { allowed: flag },
    {
      reason: text,
      request: described(anyObject, 'The change to propose.'),
      inProfile: described(
        object({
          profile: text,
          version: text,
          layer: text,
          values: anyObject,
        }),
        'Of an override, which ends: what to merge into the values of the layer in the file of the profile, for its next version.',
      ),
      traceable: described(
        flag,
        'Which value sets it may be found by rendering the chart: ask `getDriftAdoption`.',
      ),
    },
  ),
  CorrectDriftRequest: {
    ...object({ layer: { ...text, minLength: 1, maxLength: 63 } }),
    additionalProperties: false,
  },
  ProfileDrift: object({
    profile: text,
    clusters: described(count, 'Of its clusters that you may see.'),
    layers: listOf(object({ layer: text, clusters: count })),
  }),
};
