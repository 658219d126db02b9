import {
  anyObject,
  anyValue,
  count,
  date,
  described,
  digest,
  flag,
  listOf,
  mapOf,
  object,
  oneWordOf,
  ref,
  text,
  texts,
  time,
} from '../shapes';
import { layerFields } from './commonSchemas';

export const overrideFields = {
  layer: text,
  path: text,
  value: anyValue,
  reason: text,
  owner: text,
  expires: time,
};
export const optionalOfOverrides = {
  reasonDigest: described(digest, 'Of the reason: stays when that is erased.'),
  reasonSalt: described(text, 'Of that digest: erased with the reason.'),
};

/** Desired state and what is observed beside it. */
export const desiredSchemas = {
  DesiredProfile: object({
    name: text,
    version: text,
    digest,
    type: ref('ProfileType'),
  }),
  DesiredLayer: object(
    {
      ...layerFields,
      profile: text,
      version: text,
      dependsOn: texts,
      values: anyObject,
      driftMode: ref('DriftMode'),
      deadlineMinutes: { type: 'number' },
    },
    {
      driftExceptions: listOf(ref('DriftException')),
      category: text,
      through: texts,
      source: ref('LayerSource'),
      address: text,
      sha256: digest,
      chart: ref('PinnedChart'),
    },
  ),
  TargetSnapshot: object(
    {
      name: text,
      provider: text,
      region: text,
      stage: ref('Stage'),
      labels: mapOf(text),
      variables: anyObject,
    },
    {
      addOnEngine: text,
      endpoint: text,
      namespace: text,
      credentials: described(text, 'A reference, never a credential.'),
    },
  ),
  DesiredState: object(
    {
      cluster: object(
        { uid: text, name: text, owner: text },
        { description: text },
      ),
      profiles: listOf(ref('DesiredProfile')),
      parameters: described(mapOf(anyObject), 'By profile.'),
      poolOverrides: mapOf(count),
      nodePools: object({
        controlPlane: object({ replicas: count }),
        workers: listOf(
          object(
            {
              name: text,
              replicas: described(
                count,
                'With min and max: how many it starts with.',
              ),
            },
            { min: count, max: count },
          ),
        ),
      }),
      layers: listOf(ref('DesiredLayer')),
      driftModes: mapOf(ref('DriftMode')),
      follow: ref('FollowPolicy'),
      target: ref('TargetSnapshot'),
      paused: flag,
      protected: flag,
      deleted: flag,
    },
    {
      driftExceptions: listOf(ref('LayerDriftException')),
      providerConfig: anyObject,
      endsOn: described(date, 'Last day, in UTC.'),
      forcedDeletion: described(
        oneWordOf('finalizers', 'record'),
        'Its deletion is ended by force: the provider lets go, or only the record is closed.',
      ),
      observeOnly: described(
        { const: true },
        'Imported: its base is only observed.',
      ),
      adopted: described(
        object({ source: text }, { identity: text }),
        'Imported and then adopted: what it is called on its target, and which one of that name it is.',
      ),
      takeovers: described(
        listOf(object({ object: text, path: text, manager: text })),
        'Fields that the first write takes from other managers, and all that it may take.',
      ),
      overrides: described(
        listOf(object(overrideFields, optionalOfOverrides)),
        'Values that are not the profile\u2019s; they are in `layers` already.',
      ),
      kubernetesPath: described(
        texts,
        'Versions that it goes through, where that is more than one step.',
      ),
      kubernetesOrder: described(
        object({ before: texts, after: texts }),
        'Layers that change with Kubernetes: which are proven before it moves, and which wait until it has.',
      ),
    },
  ),
  Revision: object({
    clusterUid: text,
    number: { type: 'integer', minimum: 1 },
    digest,
    desired: ref('DesiredState'),
    changeId: text,
    createdAt: time,
    state: oneWordOf(
      'accepted',
      'applying',
      'applied',
      'superseded',
      'abandoned',
    ),
  }),
  Condition: object({
    type: text,
    status: oneWordOf('True', 'False', 'Unknown'),
    reason: text,
    message: text,
    lastTransitionTime: time,
  }),
  ObjectDifference: object(
    {
      object: text,
      path: described(
        text,
        'JSON pointer, entries of lists by name; empty where it is about the object as a whole.',
      ),
    },
    {
      desired: anyValue,
      observed: anyValue,
      manager: text,
      writtenAt: described(time, 'When the manager wrote it, where known.'),
      hidden: described(
        oneWordOf('secret', 'large', 'values'),
        'Why both values are left out; `values`: you may not read values.',
      ),
      whole: oneWordOf('missing', 'undesired', 'unknown'),
      ignored: described(
        object({ reason: text, until: time }),
        'An exception lets it be.',
      ),
    },
  ),
  DriftException: object({
    object: described(text, 'A kind, or a kind and a name.'),
    path: text,
    reason: text,
    until: time,
  }),
  LayerDriftException: object({
    layer: text,
    object: text,
    path: text,
    reason: text,
    until: time,
  }),
  ObservedLayer: object(
    {
      name: text,
      health: oneWordOf(
        'Healthy',
        'Progressing',
        'Degraded',
        'Missing',
        'Unknown',
      ),
      drift: ref('DriftState'),
    },
    {
      version: described(text, 'What is proven to run.'),
      digest,
      provenDigest: described(
        digest,
        'Of what was once healthy and in sync: what differs since is drift.',
      ),
      message: text,
      edited: described(
        object({}, { manager: text, writtenAt: text }),
        'Others changed what the engine keeps of the layer, which is written again: who, and when.',
      ),
      differences: listOf(ref('ObjectDifference')),
      exceptions: described(
        listOf(object({ object: text, path: text })),
        'What the engine leaves alone, as it was told to.',
      ),
      fieldsUnknown: described(
        object({ reason: text }, { retry: { const: true } }),
        'Why the fields that differ are not known.',
      ),
    },
  ),
  ObservedMachine: object(
    {
      name: text,
      pool: text,
      kubernetesVersion: text,
      ready: flag,
      upToDate: flag,
      deleting: flag,
    },
    { message: text },
  ),
  ObservedCluster: object(
    {
      current: flag,
      apiReachable: flag,
      deleting: flag,
      paused: flag,
      conditions: listOf(ref('Condition')),
      machines: listOf(ref('ObservedMachine')),
      layers: listOf(ref('ObservedLayer')),
      leftovers: texts,
    },
    {
      instanceId: text,
      revision: count,
      nextApply: described(text, 'The step that is to be written next.'),
      kubernetesVersion: text,
      apiServer: object({ url: text }, { certificateAuthority: text }),
    },
  ),
};
