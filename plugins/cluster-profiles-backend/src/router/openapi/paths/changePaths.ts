import type { JsonObject } from '@backstage/types';
import { inPath, inQuery, operation, paging } from '../operation';
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
        inQuery('proposer', text),
        inQuery('waitingForMe', flag, {
          description: 'Only changes that you could approve now',
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
      parameters: [
        {
          name: 'Idempotency-Key',
          in: 'header',
          schema: { type: 'string', minLength: 8, maxLength: 255 },
        },
      ],
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
  '/changes/{id}/cancel': verb({
    id: 'cancelChange',
    summary: 'Calls a change off before it is accepted',
  }),
  '/changes/{id}/replan': verb({
    id: 'replanChange',
    summary: 'Plans again; approvals of the old plan count no more',
  }),
  '/changes/{id}/retry': verb({
    id: 'retryChange',
    summary: 'Goes on with a change that failed, with a new deadline',
  }),
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
