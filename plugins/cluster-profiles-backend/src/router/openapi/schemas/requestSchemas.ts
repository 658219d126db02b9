import {
  CHANGE_KINDS,
  EXISTING_CLUSTER_KINDS,
  MAX_ACCESS_HOURS,
  MAX_BULK_REQUESTS,
  MAX_OVERRIDE_DAYS,
  MAX_OVERRIDES,
  type ChangeKind,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  anyObject,
  anyValue,
  closed,
  date,
  described,
  digest,
  flag,
  mapOf,
  oneWordOf,
  ref,
  text,
  time,
  type Fields,
  type Schema,
} from '../shapes';

export const reason: Schema = {
  type: 'string',
  pattern: '^\\s*\\S[\\s\\S]{1,1998}\\S\\s*$',
  description: 'Why, in three letters or more.',
};
const name: Schema = { type: 'string', minLength: 1, maxLength: 63 };
const version: Schema = { type: 'string', minLength: 1, maxLength: 64 };
const replicas: Schema = { type: 'integer', minimum: 0, maximum: 10_000 };
const entityRef: Schema = {
  type: 'string',
  maxLength: 200,
  pattern: '^[a-zA-Z]+:[a-zA-Z0-9_.-]+/[a-zA-Z0-9_.-]+$',
  description: 'Full entity reference, such as `group:default/checkout`.',
};
const cluster: Schema = {
  type: 'string',
  pattern: '^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$',
  description: 'A DNS label that starts with a letter.',
};
const follow = ref('FollowPolicy');
const driftModes = described(mapOf(ref('DriftMode')), 'By layer.');
const driftedField: Fields = {
  layer: name,
  object: { type: 'string', minLength: 1, maxLength: 400 },
  path: { type: 'string', maxLength: 1000 },
};
const adoptsDrift: Schema = {
  type: 'array',
  maxItems: 100,
  items: { type: 'string', minLength: 1, maxLength: 36 },
  description:
    'Ids of drift findings whose observed values become the desired ones.',
};
const parameters = described(
  anyObject,
  'What the schema of the profile version asks for.',
);

const overridePath: Fields = {
  layer: { type: 'string', minLength: 1, maxLength: 63 },
  path: {
    type: 'string',
    maxLength: 500,
    pattern: '^(/([^~/]|~[01])+)+$',
    description: 'JSON pointer into the values of the layer.',
  },
};

const common: Fields = {
  comment: { ...text, maxLength: 2000, description: 'Why, for reviewers.' },
  seenPlanDigest: described(
    digest,
    'Of a preview that the proposer has seen; the change says when its plan differs.',
  ),
};

function request(
  kind: ChangeKind,
  required: Fields,
  optional: Fields = {},
): Schema {
  return closed(
    { kind: { const: kind }, ...required },
    { ...optional, ...common },
  );
}

const onlyCluster = (kind: ChangeKind) => request(kind, { cluster });

const byKind: Record<ChangeKind, Schema> = {
  create: request(
    'create',
    {
      cluster,
      owner: entityRef,
      target: text,
      profile: ref('ProfileReference'),
    },
    {
      description: { ...text, maxLength: 500 },
      parameters,
      addOnProfiles: {
        type: 'array',
        maxItems: 20,
        items: closed({ name, version }, { parameters }),
      },
      follow,
      driftModes,
      endsOn: described(
        date,
        'Last day, in UTC; what the policies say if absent.',
      ),
    },
  ),
  import: request(
    'import',
    { cluster, owner: entityRef, target: text },
    {
      description: { ...text, maxLength: 500 },
      source: {
        type: 'string',
        maxLength: 253,
        pattern: '^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$',
        description: 'What it is called on the target; the name if absent.',
      },
    },
  ),
  adopt: request(
    'adopt',
    { cluster, profile: ref('ProfileReference') },
    { parameters, follow, driftModes },
  ),
  'set-parameters': request(
    'set-parameters',
    { cluster },
    {
      profile: name,
      parameters,
      follow,
      driftModes,
      driftExceptions: {
        type: 'array',
        maxItems: 100,
        items: closed({
          ...driftedField,
          reason: { type: 'string', maxLength: 500 },
          until: time,
        }),
        description: 'Fields that may differ for a while.',
      },
      endDriftExceptions: {
        type: 'array',
        maxItems: 100,
        items: closed(driftedField),
      },
      adoptsDrift,
    },
  ),
  resize: request(
    'resize',
    { cluster },
    {
      controlPlane: replicas,
      workers: described(mapOf(replicas), 'Replicas by worker pool.'),
      adoptsDrift,
    },
  ),
  upgrade: request(
    'upgrade',
    { cluster, version },
    {
      profile: name,
      parameters,
      overrides: {
        type: 'array',
        maxItems: MAX_OVERRIDES,
        items: closed({
          ...overridePath,
          take: described(
            oneWordOf('override', 'profile'),
            'Which of both holds where the profile changes the value, too.',
          ),
        }),
      },
    },
  ),
  'roll-back': request('roll-back', {
    cluster,
    revision: { type: 'integer', minimum: 1, maximum: 2_147_483_647 },
  }),
  'add-profile': request(
    'add-profile',
    { cluster, profile: ref('ProfileReference') },
    { parameters },
  ),
  'remove-profile': request('remove-profile', { cluster, profile: name }),
  override: request(
    'override',
    {
      cluster,
      overrides: {
        type: 'array',
        minItems: 1,
        maxItems: MAX_OVERRIDES,
        items: closed({ ...overridePath, value: anyValue }),
      },
      reason,
      expires: {
        type: 'string',
        format: 'date-time',
        description: `At most ${MAX_OVERRIDE_DAYS} days ahead, in UTC; from then on the removal is proposed.`,
      },
    },
    {
      owner: described(
        entityRef,
        'Who answers for it; the owner of the cluster if absent.',
      ),
      adoptsDrift,
    },
  ),
  'remove-override': request('remove-override', {
    cluster,
    overrides: {
      type: 'array',
      minItems: 1,
      maxItems: MAX_OVERRIDES,
      items: closed(overridePath),
    },
  }),
  retarget: request('retarget', { cluster }, { target: text }),
  pause: onlyCluster('pause'),
  resume: onlyCluster('resume'),
  protect: request('protect', { cluster, protected: flag }),
  'extend-lifetime': request(
    'extend-lifetime',
    { cluster },
    {
      endsOn: described(date, 'Last day, in UTC; absent: it does not end.'),
    },
  ),
  delete: request(
    'delete',
    { cluster },
    {
      force: described(
        flag,
        'Ends a deletion that does not come to an end. Takes a reason, a permission of its own and an own sign-in.',
      ),
      reason,
    },
  ),
  access: request('access', {
    cluster,
    role: ref('AccessRole'),
    hours: {
      type: 'integer',
      minimum: 1,
      maximum: MAX_ACCESS_HOURS,
      description: 'From the approval on.',
    },
    reason,
  }),
  publish: request(
    'publish',
    {},
    {
      bundle: ref('Bundle'),
      url: {
        type: 'string',
        format: 'uri',
        maxLength: 2000,
        description: 'Address of the profile document; instead of `bundle`.',
      },
      authors: { type: 'array', maxItems: 100, items: entityRef },
    },
  ),
  deprecate: request(
    'deprecate',
    { profile: name, version, reason },
    { endOfLife: date },
  ),
  withdraw: request(
    'withdraw',
    { profile: name, version, reason },
    { force: flag },
  ),
};

/** `set-parameters` → `SetParametersRequest`. */
function schemaName(kind: ChangeKind): string {
  // `AccessRequest` asks for the credentials themselves.
  if (kind === 'access') {
    return 'AccessGrantRequest';
  }
  const words = kind
    .split('-')
    .map(word => word[0].toUpperCase() + word.slice(1));
  return `${words.join('')}Request`;
}

function oneOfKinds(among: readonly ChangeKind[]): Schema {
  return {
    oneOf: among.map(kind => ref(schemaName(kind))),
    discriminator: {
      propertyName: 'kind',
      mapping: Object.fromEntries(
        among.map(kind => [kind, `#/components/schemas/${schemaName(kind)}`]),
      ),
    },
  };
}

/** A proposal: one schema for each kind of change. */
export const requestSchemas: Record<string, Schema> = {
  ChangeKind: oneWordOf(...CHANGE_KINDS),
  ChangeRequest: oneOfKinds(CHANGE_KINDS),
  BulkRequest: closed({
    requests: {
      type: 'array',
      minItems: 1,
      maxItems: MAX_BULK_REQUESTS,
      items: oneOfKinds(EXISTING_CLUSTER_KINDS),
      description: 'Each for another cluster.',
    },
  }),
  ...Object.fromEntries(
    CHANGE_KINDS.map(kind => [schemaName(kind), byKind[kind]]),
  ),
};
