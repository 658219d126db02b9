import type { JsonObject } from '@backstage/types';
import { inQuery, operation, paging } from '../operation';
import { anyObject, oneWordOf, ref, text, texts, time } from '../shapes';

export const administrationPaths: Record<string, JsonObject> = {
  '/activity': {
    get: operation({
      id: 'listActivity',
      summary: 'Who did what, newest first',
      tag: 'administration',
      parameters: [
        ...paging,
        inQuery('subjectKind', text),
        inQuery('subject', text),
        inQuery('actor', text),
        inQuery('type', texts),
        inQuery('changeId', text),
        inQuery('since', time, { description: 'At or after it.' }),
        inQuery('until', time, { description: 'Before it.' }),
        inQuery('cursor', text, {
          description: '`nextCursor` of the page before; instead of `offset`.',
        }),
        inQuery('format', oneWordOf('json', 'jsonl', 'csv'), {
          description:
            'All that the filters find, as a stream; or ask for it with `Accept`. JSON is a page.',
        }),
      ],
      answer: ref('ActivityPage'),
      others: { 'application/jsonl': text, 'text/csv': text },
    }),
  },
  '/activity/checkpoints': {
    get: operation({
      id: 'listCheckpoints',
      summary: 'Signed heads of all chains of the record, first one first',
      tag: 'administration',
      parameters: paging,
      answer: ref('RecordCheckpointPage'),
    }),
  },
  '/activity/erasures': {
    post: operation({
      id: 'eraseWords',
      summary: "Takes a person's name and words out of the record",
      tag: 'administration',
      body: ref('ErasureRequest'),
      answer: ref('Erasure'),
    }),
  },
  '/write-switch': {
    get: operation({
      id: 'getWriteSwitch',
      summary: 'Whether anything is written to clusters',
      tag: 'administration',
      answer: ref('WriteSwitch'),
    }),
    put: operation({
      id: 'setWriteSwitch',
      summary: 'Stops or starts all writes to clusters',
      tag: 'administration',
      body: ref('WriteSwitchRequest'),
      answer: ref('WriteSwitch'),
    }),
  },
  '/openapi.json': {
    get: operation({
      id: 'getOpenApi',
      summary: 'This document',
      tag: 'administration',
      answer: anyObject,
    }),
  },
};
