import {
  count,
  closed,
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
  texts,
  time,
} from '../shapes';
import { reason } from './requestSchemas';

const fields = {
  id: text,
  kind: ref('ChangeKind'),
  subject: object(
    { kind: oneWordOf('cluster', 'profile'), name: text },
    {
      uid: described(text, 'Of a cluster: names are reused, UIDs are not.'),
    },
  ),
  state: ref('ChangeState'),
  proposer: text,
  seed: flag,
  summary: text,
  missingApprovals: count,
  createdAt: time,
  updatedAt: time,
};
const options = {
  stateReason: text,
  via: described(
    text,
    'What carried the proposal, if not the proposer himself: `tool:` for models and other tools.',
  ),
  comment: text,
  stage: ref('Stage'),
  target: text,
  planDigest: digest,
  revision: count,
  review: described(
    ref('ReviewState'),
    'Of a change that was applied without its approvals.',
  ),
  expiresAt: time,
};

/** Changes, approvals and previews. */
export const changeSchemas = {
  ChangeState: oneWordOf(
    'planning',
    'awaiting-approval',
    'accepted',
    'applying',
    'applied',
    'rejected',
    'cancelled',
    'expired',
    'stale',
    'superseded',
    'failed',
  ),
  ApprovalRequirement: object({
    group: text,
    count,
    policies: texts,
    reason: text,
  }),
  ApprovalStatus: object(
    {
      requirements: listOf(ref('ApprovalRequirement')),
      excluded: described(
        texts,
        'Proposer, authors, and the users and groups that policies exclude: they never count.',
      ),
      expiryHours: { type: 'number' },
      given: listOf(
        object(
          {
            approver: text,
            decision: oneWordOf('approved', 'rejected'),
            planDigest: digest,
            at: time,
          },
          {
            comment: text,
            withdrawnAt: described(time, 'Since then it does not count.'),
            withdrawalReason: text,
          },
        ),
      ),
      missing: listOf(ref('ApprovalRequirement')),
      eligible: texts,
    },
    {
      windows: described(
        listOf(ref('WindowSet')),
        'It is written while one window of each set is open.',
      ),
    },
  ),
  ReviewState: oneWordOf('open', 'confirmed', 'rejected'),
  BreakGlass: object(
    {
      actor: text,
      reason: text,
      at: time,
      planDigest: digest,
      review: ref('ReviewState'),
      reviews: listOf(
        object(
          {
            reviewer: text,
            verdict: oneWordOf('confirmed', 'rejected'),
            at: time,
          },
          {
            comment: text,
            lapsed: described(
              flag,
              'It does not count: the reviewer had left the groups when another review was given.',
            ),
          },
        ),
      ),
      missing: described(count, 'Reviews that are still missing.'),
      reviewers: described(texts, 'Groups whose members may review it.'),
    },
    { revert: described(text, 'Id of the change that takes it back.') },
  ),
  PossibleReview: object(
    {
      groups: described(texts, 'Groups whose members may review it.'),
      people: described(count, 'How many of them may.'),
    },
    { remedy: described(text, 'What to do where they are too few.') },
  ),
  Step: object(
    {
      id: text,
      title: text,
      state: oneWordOf(
        'pending',
        'waiting',
        'running',
        'done',
        'failed',
        'skipped',
      ),
    },
    { message: text, leaves: text, startedAt: time, finishedAt: time },
  ),
  ChangeSummary: object(fields, options),
  ChangePage: pageOf('ChangeSummary'),
  Change: object(
    {
      ...fields,
      request: ref('ChangeRequest'),
      steps: listOf(ref('Step')),
      comments: described(
        listOf(
          object(
            { author: text, at: time },
            { text: described(text, 'Absent once it was erased.') },
          ),
        ),
        'First one first.',
      ),
      permitted: described(
        object({
          approve: ref('Permitted'),
          reject: ref('Permitted'),
          withdrawApproval: ref('Permitted'),
          comment: ref('Permitted'),
          cancel: ref('Permitted'),
          replan: ref('Permitted'),
          retry: ref('Permitted'),
          breakGlass: ref('Permitted'),
          review: ref('Permitted'),
        }),
        'What the caller may do now, and why not.',
      ),
    },
    {
      ...options,
      plan: ref('Plan'),
      approval: ref('ApprovalStatus'),
      differsFromSeen: flag,
      breakGlass: ref('BreakGlass'),
      possibleReview: described(
        ref('PossibleReview'),
        'Who could review it if the caller broke the glass now; absent where he may not.',
      ),
      supersededBy: text,
      deadlineAt: time,
      notBefore: described(
        time,
        'When the window opens, or the freeze ends, that it waits for.',
      ),
      acceptedAt: time,
      startedAt: time,
      finishedAt: time,
    },
  ),
  TypicalTime: object({
    seconds: count,
    successes: described(count, 'How many it was taken from, 5 to 20.'),
  }),
  TypicalTimes: object(
    {
      kind: ref('ChangeKind'),
      profiles: described(mapOf(ref('TypicalTime')), 'By main profile.'),
      steps: described(mapOf(ref('TypicalTime')), 'By id of a step.'),
    },
    { all: ref('TypicalTime') },
  ),
  Preview: object(
    {
      id: text,
      state: oneWordOf('planning', 'ready', 'failed'),
      expiresAt: time,
    },
    { plan: ref('Plan'), approval: ref('ApprovalStatus'), error: text },
  ),
  ApproveRequest: closed(
    { planDigest: text },
    { comment: { ...text, maxLength: 2000 } },
  ),
  CommentRequest: closed({
    text: { ...text, minLength: 1, maxLength: 2000 },
  }),
  RejectRequest: closed({ planDigest: text, comment: reason }),
  BreakGlassRequest: closed({ planDigest: text, reason }),
  ReviewRequest: {
    oneOf: [
      closed(
        { verdict: { const: 'confirmed' } },
        { comment: { ...text, maxLength: 2000 } },
      ),
      closed({ verdict: { const: 'rejected' }, comment: reason }),
    ],
  },
};
