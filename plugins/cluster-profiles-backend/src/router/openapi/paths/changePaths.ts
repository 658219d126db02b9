import type { JsonObject } from '@backstage/types';
import {
  idempotencyKey,
  inPath,
  inQuery,
  operation,
  paging,
} from '../operation';
import { flag, listOf, oneWordOf, ref, text } from '../shapes';

const id = inPath('id', 'Id of the change');

const verb = (options: { id: string; summary: string; body?: JsonObject }) => ({
  post: operation({
    ...options,
    tag: 'changes',
    parameters: [id],
    answer: ref('Change'),
  }),
});

export const changePaths: Record<string, JsonObject> = {
  '/changes': {
    get: operation({
      id: 'listChanges',
      summary: 'A page of changes, newest first',
      tag: 'changes',
      parameters: [
        ...paging,
        inQuery('state', listOf(ref('ChangeState'))),
        inQuery('kind', listOf(ref('ChangeKind'))),
        inQuery('subjectKind', oneWordOf('cluster', 'profile')),
        inQuery('subject', text),
        inQuery(
          'search',
          { ...text, maxLength: 63 },
          { description: 'Part of the name of the cluster or profile' },
        ),
        inQuery('stage', listOf(ref('Stage'))),
        inQuery('proposer', text),
        inQuery('waitingForMe', flag, {
          description: 'Only changes that you could approve or review now',
        }),
        inQuery('order', oneWordOf('asc', 'desc')),
      ],
      answer: ref('ChangePage'),
    }),
    post: operation({
      id: 'propose',
      summary: 'Proposes a change, which is then planned',
      tag: 'changes',
      description:
        'The same `Idempotency-Key` and body give the same change; with another body it is refused.',
      parameters: [idempotencyKey],
      body: ref('ChangeRequest'),
      status: 202,
      answer: ref('Change'),
    }),
  },
  '/changes/{id}': {
    get: operation({
      id: 'getChange',
      summary: 'One change with plan, approvals and steps',
      tag: 'changes',
      parameters: [id],
      answer: ref('Change'),
    }),
  },
  '/changes/{id}/approve': verb({
    id: 'approveChange',
    summary: 'Approves the plan that you saw',
    body: ref('ApproveRequest'),
  }),
  '/changes/{id}/reject': verb({
    id: 'rejectChange',
    summary: 'Rejects the plan that you saw',
    body: ref('RejectRequest'),
  }),
  '/changes/{id}/break-glass': verb({
    id: 'breakGlass',
    summary: 'Applies the plan that you saw without its approvals',
    body: ref('BreakGlassRequest'),
  }),
  '/changes/{id}/review': verb({
    id: 'reviewBreakGlass',
    summary: 'What you say of a change that was applied without approvals',
    body: ref('ReviewRequest'),
  }),
  '/changes/{id}/withdraw-approval': verb({
    id: 'withdrawApproval',
    summary: 'Takes your approval back before anything is written',
    body: ref('ApproveRequest'),
  }),
  '/changes/{id}/comments': verb({
    id: 'commentChange',
    summary: 'Says something about a change, on the record',
    body: ref('CommentRequest'),
  }),
  '/changes/{id}/cancel': verb({
    id: 'cancelChange',
    summary: 'Calls a change off before anything of it is written',
  }),
  '/changes/{id}/replan': verb({
    id: 'replanChange',
    summary: 'Plans again; approvals of the old plan count no more',
  }),
  '/changes/{id}/retry': verb({
    id: 'retryChange',
    summary: 'Goes on with a change that failed, with a new deadline',
  }),
  '/typical-times': {
    get: operation({
      id: 'getTypicalTimes',
      summary: 'How long changes of a kind take, from acceptance to applied',
      tag: 'changes',
      description:
        'Medians of the last successes, at most 20 and at least 5, of all, by main profile, and by step. Profiles that the caller may not see are left out.',
      parameters: [inQuery('kind', ref('ChangeKind'), { required: true })],
      answer: ref('TypicalTimes'),
    }),
  },
  '/previews': {
    post: operation({
      id: 'startPreview',
      summary: 'Plans a request; nothing else is stored',
      tag: 'changes',
      body: ref('ChangeRequest'),
      status: 202,
      answer: ref('Preview'),
    }),
  },
  '/previews/{id}': {
    get: operation({
      id: 'getPreview',
      summary: 'A plan of your own, for an hour',
      tag: 'changes',
      parameters: [inPath('id', 'Id of the preview')],
      answer: ref('Preview'),
    }),
  },
};
