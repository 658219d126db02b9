import {
  anyObject,
  anyValue,
  closed,
  count,
  described,
  digest,
  flag,
  listOf,
  mapOf,
  object,
  oneWordOf,
  pageOf,
  ref,
  text,
  time,
} from '../shapes';

export const layerFields = {
  name: text,
  kind: ref('LayerKind'),
};

/** Findings, targets, activity, administration and errors. */
export const commonSchemas = {
  Finding: object(
    {
      severity: described(
        oneWordOf('ok', 'warn', 'block'),
        '`block` ends a change before approval; `warn` is shown to the reviewer.',
      ),
      code: described(text, 'Kebab-case, stable.'),
      message: text,
    },
    {
      path: described(
        text,
        'JSON pointer of the field in the document or request.',
      ),
      remedy: text,
      messageWithoutValues: described(
        text,
        'Where the message quotes values: what it says to those who may not read them. Absent for those.',
      ),
      layer: text,
      conflict: described(
        object({ ours: anyValue }, { base: anyValue, theirs: anyValue }),
        'Of an `override-conflict`: what the profile said, the override, and what the profile says now.',
      ),
    },
  ),
  Stage: oneWordOf('development', 'staging', 'production'),
  LayerKind: oneWordOf('os', 'kubernetes', 'network', 'storage', 'addon'),
  FollowPolicy: oneWordOf('pinned', 'patch', 'minor'),
  DriftMode: oneWordOf('report', 'correct'),
  DriftState: oneWordOf('InSync', 'Drifted', 'Overridden', 'Unknown'),
  Permitted: object({ allowed: flag }, { reason: text }),
  Target: object(
    {
      name: text,
      provider: text,
      region: text,
      stage: ref('Stage'),
      labels: mapOf(text),
      variables: anyObject,
      use: ref('Permitted'),
      import: described(
        ref('Permitted'),
        'Whether you may import clusters that run there.',
      ),
      findings: described(
        listOf(ref('Finding')),
        'Result of the preflight of provider and add-on engine; nothing but `ok` when all is well.',
      ),
    },
    {
      title: text,
      description: text,
      addOnEngine: text,
      endpoint: text,
      namespace: text,
      limits: object(
        {},
        { clusters: count, nodesPerCluster: count, nodes: count },
      ),
      windows: described(
        listOf(ref('MaintenanceWindow')),
        'What runs there is changed only while one of them is open.',
      ),
    },
  ),
  ImportableClusters: object({
    listed: described(
      flag,
      'False where the provider cannot list what is there, so that one has to know its name.',
    ),
    items: described(
      listOf(
        object(
          {
            source: described(
              text,
              'What it is called there; the `source` of an import.',
            ),
            import: ref('Permitted'),
          },
          { kubernetesVersion: text },
        ),
      ),
      'At most 200.',
    ),
    more: described(flag, 'There are more of them than are listed.'),
  }),
  Activity: object(
    {
      id: count,
      at: time,
      actor: described(
        text,
        'Entity reference of a user, or `service:…` or `system:…`.',
      ),
      subject: object(
        {
          kind: oneWordOf('cluster', 'profile', 'change', 'system'),
          name: text,
        },
        { uid: text },
      ),
      type: described(text, 'Kebab-case verb, such as `change-approved`.'),
      message: text,
      sequence: described(count, 'Place in the chain of its subject, from 1.'),
      hash: described(
        digest,
        'SHA-256 of the entry, lower-case hex. The next entry of the subject holds it, too.',
      ),
    },
    {
      changeId: text,
      onBehalfOf: described(text, 'The user whose token the actor carried.'),
      difference: mapOf(object({}, { before: anyValue, after: anyValue })),
      requestId: text,
    },
  ),
  ActivityPage: object(
    { items: listOf(ref('Activity')), totalCount: count },
    { nextCursor: described(text, 'Absent on the last page.') },
  ),
  RecordCheckpoint: object(
    {
      sequence: count,
      at: time,
      previous: described(
        { type: ['string', 'null'] },
        'Hash of the checkpoint before; null in the first.',
      ),
      heads: listOf(
        object({
          chain: described(digest, 'Hash of the first entry of the chain.'),
          sequence: count,
          hash: digest,
        }),
      ),
      hash: digest,
    },
    {
      signed: described(
        object({ keyId: text, signature: text }),
        'Ed25519, base64; absent where no key is configured.',
      ),
    },
  ),
  RecordCheckpointPage: pageOf('RecordCheckpoint'),
  ErasureRequest: closed({
    person: described(
      { ...text, maxLength: 255 },
      'A reference, such as user:default/alice.',
    ),
    reason: { ...text, minLength: 1, maxLength: 2000 },
  }),
  Erasure: object({
    pseudonym: described(text, 'Stands for the person from now on.'),
    entries: described(count, 'Whose words were erased.'),
    kept: described(
      count,
      'That still name the person: what lives rests on them, or their change is not over.',
    ),
  }),
  WriteSwitch: object(
    { writes: described(flag, 'False while all writes are stopped.') },
    { reason: text, changedBy: text, changedAt: time },
  ),
  WriteSwitchRequest: closed(
    { writes: flag },
    { reason: { ...text, maxLength: 2000 } },
  ),
  NameAvailability: object({ available: flag }, { reason: text }),
  Error: object({
    error: {
      ...object(
        { name: text, message: text },
        {
          details: described(
            listOf(ref('Finding')),
            'One for each field that is wrong.',
          ),
        },
      ),
      additionalProperties: true,
    },
    request: object({ method: text, url: text }),
    response: object({ statusCode: { type: 'integer' } }),
  }),
};
