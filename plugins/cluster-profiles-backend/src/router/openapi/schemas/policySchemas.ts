import {
  closed,
  count,
  described,
  flag,
  listOf,
  object,
  oneWordOf,
  ref,
  text,
  texts,
  time,
} from '../shapes';

const questionFields = {
  cluster: described(text, 'Name of a cluster that is there.'),
  target: text,
  stage: described(ref('Stage'), 'That of the target, where one is named.'),
  profile: text,
  version: text,
  lifecycle: text,
  owner: text,
  nodes: described(count, 'After the change, control plane included.'),
  rollbackClass: ref('RollbackClass'),
  drifted: flag,
  repositories: described(
    texts,
    'Layer repositories that the layers come from.',
  ),
  role: described(text, 'Of access.'),
  proposer: described(text, 'The caller if absent.'),
};

const fields = listOf(ref('PolicyFieldMatch'));

/** Windows, and what the policies say about a draft. */
export const policySchemas = {
  MaintenanceWindow: object(
    {
      cron: described(
        text,
        'When it opens: minute, hour, day of month, month, day of week.',
      ),
      durationMinutes: count,
      timeZone: text,
    },
    {
      opensAt: described(
        time,
        'When it opened, while it is open, and else when it opens next.',
      ),
    },
  ),
  WindowSet: object({ of: text, windows: listOf(ref('MaintenanceWindow')) }),
  LifetimeLimits: object(
    {},
    {
      defaultDays: described(count, 'Of a new cluster.'),
      maximumDays: described(count, 'From the day on which it is asked for.'),
    },
  ),
  PolicyQuestion: closed({ kind: ref('ChangeKind') }, questionFields),
  PolicyFieldMatch: object({
    field: text,
    wanted: texts,
    actual: texts,
    matches: flag,
  }),
  PolicyExplanation: object(
    {
      name: text,
      matched: flag,
      fields: described(fields, 'Every field that it names.'),
    },
    {
      require: described(
        listOf(object({ group: text, approvals: count })),
        'Absent: it says nothing about approvals; empty: it needs none.',
      ),
      exclude: texts,
      windows: listOf(ref('MaintenanceWindow')),
      lifetime: ref('LifetimeLimits'),
      expiryHours: { type: 'number' },
      allowUnapprovedProduction: flag,
      reason: text,
    },
  ),
  FreezeExplanation: object({
    name: text,
    reason: text,
    from: time,
    to: time,
    matched: flag,
    active: described(flag, 'It lasts now.'),
    fields,
    allow: described(texts, 'Kinds of change that it lets pass.'),
  }),
  LimitStanding: object({
    of: text,
    what: oneWordOf('clusters', 'nodes'),
    used: count,
    after: count,
    allowed: count,
  }),
  PolicyAnswer: object(
    {
      question: object({ kind: ref('ChangeKind') }, questionFields),
      policies: listOf(ref('PolicyExplanation')),
      freezes: listOf(ref('FreezeExplanation')),
      approval: ref('ApprovalStatus'),
      limits: listOf(ref('LimitStanding')),
      lifetime: described(
        ref('LifetimeLimits'),
        'Of a new cluster, or one that is to live longer.',
      ),
    },
    {
      wait: described(
        object({ reason: text }, { until: time }),
        'What it would wait for, were it accepted now.',
      ),
    },
  ),
};
